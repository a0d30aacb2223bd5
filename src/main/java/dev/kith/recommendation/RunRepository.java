package dev.kith.recommendation;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The runs of the generator. Who works on one has a lease, which its heartbeat prolongs. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RunRepository extends GenericRepository<RunRow, Long> {

    /** Begins one unless one of the kind is under way. */
    @Query("""
            INSERT INTO recommendation_run (id, profile_id, since, total)
            VALUES (:id, :profile, :since, :total)
            ON CONFLICT (profile_id) WHERE finished_at IS NULL DO NOTHING
            """)
    int insert(long id, long profile, Instant since, int total);

    @Query("SELECT * FROM recommendation_run WHERE id = :id")
    Optional<RunRow> find(long id);

    @Query("SELECT * FROM recommendation_run WHERE profile_id = :profile AND finished_at IS NULL")
    Optional<RunRow> underWay(long profile);

    @Query("SELECT * FROM recommendation_run WHERE id < :before ORDER BY id DESC LIMIT :most")
    List<RunRow> newest(long before, int most);

    /** Takes the lease, or prolongs it; none when somebody else has it, or all is done. */
    @Query("""
            UPDATE recommendation_run
            SET worker = :worker, heartbeat = now()
            WHERE id = :id AND finished_at IS NULL
                AND (worker IS NULL OR worker = :worker OR heartbeat < now() - :seconds * interval '1 second')
            RETURNING *
            """)
    List<RunRow> lease(long id, String worker, long seconds);

    /** Notes how far it has come; 0 when the lease is lost. */
    @Query("""
            UPDATE recommendation_run
            SET reached = :reached, done = done + :done, failed = failed + :failed, stored = stored + :stored, heartbeat = now()
            WHERE id = :id AND worker = :worker AND finished_at IS NULL
            """)
    int advance(long id, String worker, long reached, int done, int failed, long stored);

    /** Gives the lease back. */
    @Query("UPDATE recommendation_run SET worker = NULL, heartbeat = now() WHERE id = :id AND worker = :worker")
    int release(long id, String worker);

    @Query("""
            UPDATE recommendation_run
            SET finished_at = now(), total = done + failed
            WHERE id = :id AND worker = :worker AND finished_at IS NULL
            """)
    int finish(long id, String worker);

    /** Those that nobody has worked on for so many seconds. */
    @Query("""
            SELECT id
            FROM recommendation_run
            WHERE finished_at IS NULL AND heartbeat < now() - :seconds * interval '1 second'
            ORDER BY heartbeat
            LIMIT :most
            """)
    List<Long> left(long seconds, int most);

    @Query("""
            DELETE FROM recommendation_run
            WHERE id IN (
                SELECT id FROM recommendation_run
                WHERE finished_at < now() - :seconds * interval '1 second'
                ORDER BY finished_at
                LIMIT :most)
            """)
    int forget(long seconds, int most);
}
