package dev.kith.reaction;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** Counts anew what item_count holds. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RecountRepository extends GenericRepository<RecountRepository.Slot, Long> {

    /** One of the rows that an item's counts are the sum of. */
    @MappedEntity("item_count")
    record Slot(@Id long itemId, int slot, int likes, int unlikes, int stars, int shares, int comments) {}

    /** Which of these items have more slots than that. */
    @Query("""
            SELECT item_id
            FROM item_count
            WHERE item_id = ANY (:items)
            GROUP BY item_id
            HAVING count(*) > :slots
            """)
    List<Long> crowded(@TypeDef(type = DataType.LONG_ARRAY) Long[] items, int slots);

    /** Holds the slots of an item, once nobody else does. */
    @Query("SELECT * FROM item_count WHERE item_id = :item ORDER BY slot FOR UPDATE")
    List<Slot> hold(long item);

    /**
     * Lets one of the slots that are held hold what the rows are that count, less what slots hold that have been made meanwhile: those go on being
     * counted in. Rows and slots are looked at in one moment.
     */
    @Query("""
            WITH reacted AS (
                SELECT count(*) FILTER (WHERE kind = 'LIKE' AND NOT withdrawn) AS likes,
                    count(*) FILTER (WHERE kind = 'LIKE' AND withdrawn) AS unlikes,
                    count(*) FILTER (WHERE kind = 'STAR' AND NOT withdrawn) AS stars
                FROM reaction
                WHERE item_id = :item
            ), shared AS (
                SELECT count(*) AS shares FROM repost WHERE original_id = :item
            ), said AS (
                SELECT (SELECT count(*) FROM comment WHERE post_id = :item AND parent_id IS NULL AND deleted_at IS NULL)
                    + (SELECT count(*) FROM comment WHERE parent_id = :item AND deleted_at IS NULL)
                    + (
                        SELECT count(*)
                        FROM comment AS thread
                        JOIN comment AS reply ON reply.parent_id = thread.id
                        WHERE thread.post_id = :item AND thread.parent_id IS NULL AND reply.deleted_at IS NULL
                    ) AS comments
            ), others AS (
                SELECT coalesce(sum(likes), 0) AS likes, coalesce(sum(unlikes), 0) AS unlikes,
                    coalesce(sum(stars), 0) AS stars, coalesce(sum(shares), 0) AS shares,
                    coalesce(sum(comments), 0) AS comments
                FROM item_count
                WHERE item_id = :item AND slot <> ALL (:held)
            )
            UPDATE item_count
            SET likes = reacted.likes - others.likes, unlikes = reacted.unlikes - others.unlikes,
                stars = reacted.stars - others.stars, shares = shared.shares - others.shares,
                comments = said.comments - others.comments
            FROM reacted, shared, said, others
            WHERE item_id = :item AND slot = :kept
            RETURNING item_count.*
            """)
    Slot recount(long item, @TypeDef(type = DataType.INTEGER_ARRAY) Integer[] held, int kept);

    @Query("DELETE FROM item_count WHERE item_id = :item AND slot = ANY (:held) AND slot <> :kept")
    void removeOthers(long item, @TypeDef(type = DataType.INTEGER_ARRAY) Integer[] held, int kept);
}
