package dev.kith.outbox;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The outbox table. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface OutboxRepository extends GenericRepository<OutboxRepository.Row, Long> {

    /** One record, as a row. */
    @MappedEntity("outbox")
    record Row(@Id long id, String type, long key) {}

    /** One record that waits to be sent. */
    @Introspected
    record Due(long id, String type, long key, @Nullable String traceId, Instant createdAt) {}

    /** Adds records that are due after so many ms. */
    @Query("""
            INSERT INTO outbox (type, key, trace_id, due_at)
            SELECT :type, key, :traceId, now() + :delay * interval '1 millisecond' FROM unnest(:keys) AS changed (key)
            RETURNING id
            """)
    List<Long> add(String type, @TypeDef(type = DataType.LONG_ARRAY) Long[] keys, @Nullable String traceId, long delay);

    /** Notes many changes of a type as one record, whose key leads to them. */
    @Query("""
            WITH bundle AS (
                INSERT INTO outbox_bundle (type, keys) VALUES (:type, :keys) RETURNING id
            )
            INSERT INTO outbox (type, key, trace_id, due_at)
            SELECT :bundleType, id, :traceId, now() + :delay * interval '1 millisecond' FROM bundle
            RETURNING id
            """)
    List<Long> addBundle(
            String type,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] keys,
            String bundleType,
            @Nullable String traceId,
            long delay);

    /** Makes records due. */
    @Query("UPDATE outbox SET due_at = now() WHERE id = ANY (:ids)")
    void release(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /** What is in a bundle; nothing when its effect is there already. */
    @Query("SELECT unnest(keys) FROM outbox_bundle WHERE id = :bundle")
    List<Long> keysOf(long bundle);

    @Query("DELETE FROM outbox_bundle WHERE id = :bundle")
    void removeBundle(long bundle);

    /** Makes a record of its own of each change in a bundle. */
    @Query("""
            WITH bundle AS (
                DELETE FROM outbox_bundle WHERE id = :bundle RETURNING type, keys
            )
            INSERT INTO outbox (type, key, trace_id)
            SELECT type, unnest(keys), :traceId FROM bundle
            RETURNING id
            """)
    List<Long> unbundle(long bundle, @Nullable String traceId);

    /**
     * Takes keys that no other instance works on, those that have been due longest, and answers all their records. Who holds the earliest record of a
     * key holds the key: as long as that record is there, no other of its key can be taken by anybody else.
     */
    @Query("""
            WITH earliest AS MATERIALIZED (
                SELECT id, type, key
                FROM outbox AS due
                WHERE due_at <= now()
                  AND NOT EXISTS (SELECT FROM outbox AS earlier WHERE earlier.type = due.type AND earlier.key = due.key AND earlier.id < due.id)
                ORDER BY due_at, id
                LIMIT :keys
                FOR UPDATE SKIP LOCKED
            )
            SELECT record.id, record.type, record.key, record.trace_id, record.created_at
            FROM earliest
            CROSS JOIN LATERAL (
                SELECT *
                FROM outbox AS same
                WHERE same.type = earliest.type AND same.key = earliest.key AND same.id >= earliest.id
                ORDER BY same.id
                LIMIT :recordsOfKey
            ) AS record
            """)
    List<Due> lockDue(int keys, int recordsOfKey);

    @Query("DELETE FROM outbox WHERE id = ANY (:ids)")
    void remove(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /** Puts records off, so that those of other queues are not held up: twice as long after each failure, up to 15 s, spread by a fifth. */
    @Query("""
            UPDATE outbox
            SET attempts = attempts + 1,
                due_at = now() + least(power(2, least(attempts, 4)), 15) * (0.9 + 0.2 * random()) * interval '1 second'
            WHERE id = ANY (:ids)
            """)
    void postpone(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /** How many wait; of more than 100,000 no more is said. */
    @Query("SELECT count(*) FROM (SELECT FROM outbox LIMIT 100000) AS waiting")
    long count();

    @Query("SELECT created_at FROM outbox ORDER BY id LIMIT 1")
    Optional<Instant> oldest();

    /** For which of these keys a record of this type waits, by itself or in a bundle. */
    @Query("""
            SELECT key FROM outbox WHERE type = :type AND key = ANY (:keys)
            UNION
            SELECT bundled.key
            FROM outbox
            JOIN outbox_bundle AS bundle ON bundle.id = outbox.key
            CROSS JOIN LATERAL unnest(bundle.keys) AS bundled (key)
            WHERE outbox.type = :bundleType AND bundled.key = ANY (:keys)
            """)
    List<Long> waiting(String type, String bundleType, @TypeDef(type = DataType.LONG_ARRAY) Long[] keys);

    /** Records that have waited for so many seconds, of keys after one and up to another. */
    @Query("""
            SELECT id, type, key, trace_id, created_at
            FROM outbox
            WHERE id > :after AND created_at < now() - :seconds * interval '1 second' AND key > :from AND key <= :to
            ORDER BY id
            LIMIT :most
            """)
    List<Due> late(long after, long seconds, long from, long to, int most);
}
