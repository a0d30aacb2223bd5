package dev.kith.notification;

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

/** The notification_hushed table. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface HushRepository extends GenericRepository<HushRepository.Row, Long> {

    /** A post or comment (with profile 0), or who reacted to it. */
    @MappedEntity("notification_hushed")
    record Row(@Id long itemId, long profileId) {}

    @Query("""
            INSERT INTO notification_hushed (item_id, profile_id)
            SELECT * FROM unnest(:items, :profiles)
            ON CONFLICT DO NOTHING
            """)
    void add(@TypeDef(type = DataType.LONG_ARRAY) Long[] items, @TypeDef(type = DataType.LONG_ARRAY) Long[] profiles);

    /** Which of these items, together with which of these profiles, are hushed. */
    @Query("SELECT * FROM notification_hushed WHERE item_id = ANY (:items) AND profile_id = ANY (:profiles)")
    List<Row> among(
            @TypeDef(type = DataType.LONG_ARRAY) Long[] items, @TypeDef(type = DataType.LONG_ARRAY) Long[] profiles);

    /** Forgets up to so many; answers how many. */
    @Query("""
            DELETE FROM notification_hushed
            WHERE (item_id, profile_id) IN (
                SELECT item_id, profile_id FROM notification_hushed WHERE hushed_at < :before LIMIT :most)
            """)
    int forget(Instant before, int most);
}
