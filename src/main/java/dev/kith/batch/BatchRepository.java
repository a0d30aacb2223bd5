package dev.kith.batch;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The batch table. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface BatchRepository extends GenericRepository<BatchRow, Long> {

    @Query("INSERT INTO batch (id, kind) VALUES (:id, :kind)")
    void insert(long id, String kind);

    @Query("SELECT * FROM batch WHERE id = :id AND state <> 'RECEIVING'")
    Optional<BatchRow> find(long id);

    @Query("SELECT * FROM batch WHERE id < :before AND state <> 'RECEIVING' ORDER BY id DESC LIMIT :most")
    List<BatchRow> newest(long before, int most);

    @Query("SELECT * FROM batch WHERE id = :id AND state <> 'RECEIVING' FOR UPDATE")
    Optional<BatchRow> findForUpdate(long id);

    /** Shows that more of it is still received; none when it is given up. */
    @Query("UPDATE batch SET heartbeat = now() WHERE id = :id AND state = 'RECEIVING'")
    int goOnReceiving(long id);

    /** Lets it be seen and worked on. */
    @Query("""
            UPDATE batch
            SET state = 'QUEUED', owner_id = :owner, total = :total, heartbeat = now()
            WHERE id = :id AND state = 'RECEIVING'
            """)
    int queue(long id, @Nullable Long owner, int total);

    /** Shows that it is worked on; none when it has ended. */
    @Query("""
            UPDATE batch
            SET state = 'RUNNING', heartbeat = now()
            WHERE id = :id AND state IN ('QUEUED', 'RUNNING')
            RETURNING *
            """)
    List<BatchRow> run(long id);

    /** Notes that nothing can be done of it for now. */
    @Query("""
            UPDATE batch
            SET heartbeat = now(), stuck_since = coalesce(stuck_since, now())
            WHERE id = :id AND state = 'RUNNING'
            RETURNING *
            """)
    List<BatchRow> stick(long id);

    @Query("UPDATE batch SET stuck_since = NULL WHERE id = :id")
    int unstick(long id);

    /** Ends it if all of its pairs are done. */
    @Query("""
            UPDATE batch
            SET state = 'COMPLETED', finished_at = now()
            WHERE id = :id AND state = 'RUNNING'
                AND NOT EXISTS (SELECT FROM batch_slice WHERE batch_id = :id AND strpos(outcomes, '.') > 0)
            """)
    int complete(long id);

    @Query("""
            UPDATE batch
            SET state = 'CANCELLED', finished_at = now()
            WHERE id = :id AND state IN ('QUEUED', 'RUNNING')
            """)
    int cancel(long id);

    @Query("""
            UPDATE batch
            SET state = 'QUEUED', finished_at = NULL, stuck_since = NULL, settled = false, heartbeat = now()
            WHERE id = :id
            """)
    int requeue(long id);

    /** Locks one that has ended, unless it is settled or somebody else is about to. */
    @Query("""
            SELECT *
            FROM batch
            WHERE id = :id AND NOT settled AND state IN ('COMPLETED', 'CANCELLED')
            FOR UPDATE SKIP LOCKED
            """)
    Optional<BatchRow> lockEnded(long id);

    @Query("UPDATE batch SET settled = true WHERE id = :id")
    int settle(long id);

    /** Those that nobody has worked on for so many seconds, which are worked on from now on. */
    @Query("""
            UPDATE batch
            SET heartbeat = now()
            WHERE id IN (
                SELECT id
                FROM batch
                WHERE NOT settled AND heartbeat < now() - :seconds * interval '1 second' AND state <> 'RECEIVING'
                ORDER BY heartbeat
                LIMIT :most
                FOR UPDATE SKIP LOCKED)
            RETURNING id
            """)
    List<Long> takeOver(long seconds, int most);

    /** Those of which nothing more was received for so many seconds. */
    @Query("""
            SELECT id
            FROM batch
            WHERE NOT settled AND heartbeat < now() - :seconds * interval '1 second' AND state = 'RECEIVING'
            ORDER BY heartbeat
            LIMIT :most
            """)
    List<Long> givenUp(long seconds, int most);

    /** Takes those that ended so many seconds ago out of sight, so that they are removed like those that were given up. */
    @Query("""
            UPDATE batch
            SET state = 'RECEIVING', settled = false, heartbeat = '-infinity'
            WHERE id IN (
                SELECT id FROM batch
                WHERE settled AND finished_at < now() - :seconds * interval '1 second'
                ORDER BY finished_at
                LIMIT :most)
            """)
    int expire(long seconds, int most);

    @Query("DELETE FROM batch WHERE id = :id AND state = 'RECEIVING'")
    int delete(long id);
}
