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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outbox table. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface OutboxRepository extends GenericRepository<OutboxRepository.Row, Long> {

    /** One record, as a row. */
    @MappedEntity("outbox")
    record Row(@Id long id, String type, long key) {}

    /** One record that waits for its consumer. */
    @Introspected
    record Due(long id, String type, long key, @Nullable String traceId) {}

    /** Adds records that are due after so many ms. */
    @Query("""
            INSERT INTO outbox (type, key, trace_id, due_at)
            SELECT :type, key, :traceId, now() + :delay * interval '1 millisecond' FROM unnest(:keys) AS changed (key)
            RETURNING id
            """)
    List<Long> add(String type, @TypeDef(type = DataType.LONG_ARRAY) Long[] keys, @Nullable String traceId, long delay);

    /** Makes records due. */
    @Query("UPDATE outbox SET due_at = now() WHERE id = ANY (:ids)")
    void release(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /** Locks the records that are due for the longest and that no other instance works on. Those put off are not passed over. */
    @Query("""
            SELECT id, type, key, trace_id
            FROM outbox
            WHERE due_at <= now()
            ORDER BY due_at, id
            LIMIT :most
            FOR UPDATE SKIP LOCKED
            """)
    List<Due> lockDue(int most);

    @Query("DELETE FROM outbox WHERE id = ANY (:ids)")
    void remove(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /** Puts records off: twice as long after each failure, from 1 s to 5 min, spread by a fifth. */
    @Query("""
            UPDATE outbox
            SET attempts = attempts + 1,
                due_at = now() + least(power(2, least(attempts, 9)), 300) * (0.9 + 0.2 * random()) * interval '1 second'
            WHERE id = ANY (:ids)
            """)
    void postpone(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);
}
