package dev.kith.media;

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

/**
 * Objects that are to be removed from S3. One that is about to be written is noted before, due later, and struck off in the transaction that
 * makes a row stand for it: so whatever happens in between, nothing stays in S3 that nobody knows of.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface LeftoverRepository extends GenericRepository<LeftoverRepository.Row, String> {

    /** One object. */
    @MappedEntity("media_leftover")
    record Row(@Id String key, Instant dueAt) {}

    /** Notes objects as due in so many seconds. */
    @Query("""
            INSERT INTO media_leftover (key, due_at)
            SELECT key, now() + :seconds * interval '1 second' FROM unnest(:keys) AS left_over (key)
            ON CONFLICT (key) DO UPDATE SET due_at = EXCLUDED.due_at
            """)
    void add(@TypeDef(type = DataType.STRING_ARRAY) String[] keys, long seconds);

    /** Locks those that are due and that no other instance works on. */
    @Query("""
            SELECT key
            FROM media_leftover
            WHERE due_at <= now()
            ORDER BY due_at
            LIMIT :most
            FOR UPDATE SKIP LOCKED
            """)
    List<String> lockDue(int most);

    /** Strikes objects off; answers how many were noted. */
    @Query("DELETE FROM media_leftover WHERE key = ANY (:keys)")
    int strikeOff(@TypeDef(type = DataType.STRING_ARRAY) String[] keys);
}
