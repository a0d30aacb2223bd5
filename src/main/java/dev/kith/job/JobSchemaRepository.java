package dev.kith.job;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

/** Where instances agree on who changes JobRunr's tables. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface JobSchemaRepository extends GenericRepository<JobSchemaRepository.Row, Long> {

    /** No row: the lock is one of Postgres's own. */
    @MappedEntity("pg_locks")
    record Row(@Id long pid) {}

    /** Waits for the lock and holds it until the transaction ends. */
    @Query("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('job schema', 0))")
    int lock();

    @Query("SELECT to_regclass('jobrunr.jobrunr_migrations') IS NOT NULL")
    boolean exists();

    /** Removes JobRunr's own lock, which is a row and stays behind after a crash. */
    @Query("DELETE FROM jobrunr.jobrunr_migrations WHERE id = '00000000-0000-0000-0000-000000000000'")
    int forgetCrashed();
}
