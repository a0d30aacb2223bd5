package dev.kith.graph;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

/** Where instances agree on who sends notes of the graph. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface GraphOutboxRepository extends GenericRepository<GraphOutboxRepository.Row, Long> {

    /** No row: the lock is one of Postgres's own. */
    @MappedEntity("pg_locks")
    record Row(@Id long pid) {}

    /** Takes the lock until the transaction ends; false while another has it. */
    @Query("SELECT pg_try_advisory_xact_lock(hashtextextended('graph outbox', 0))")
    boolean tryLock();
}
