package dev.kith.reaction;

import dev.kith.count.Tally;
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

/** Counts anew what item_count holds. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RecountRepository extends GenericRepository<RecountRepository.Slot, Long> {

    /** One of the rows that an item's counts are the sum of. */
    @MappedEntity("item_count")
    record Slot(@Id long itemId, int slot, int likes, int unlikes, int stars, int shares, int comments) {}

    /** The counts of an item as they are told, and as the rows are. */
    @Introspected
    record Miscounted(
            long id,
            int toldLikes,
            int toldUnlikes,
            int toldStars,
            int toldShares,
            int toldComments,
            int likes,
            int unlikes,
            int stars,
            int shares,
            int comments) {
        Tally told() {
            return new Tally(toldLikes, toldUnlikes, toldStars, toldShares, toldComments);
        }

        Tally are() {
            return new Tally(likes, unlikes, stars, shares, comments);
        }
    }

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

    /** Gives an item that is there a slot, should it have none. */
    @Query("""
            INSERT INTO item_count (item_id, slot)
            SELECT :item, 0
            WHERE NOT EXISTS (SELECT FROM item_count WHERE item_id = :item)
                AND (
                    EXISTS (SELECT FROM post WHERE id = :item AND deleted_at IS NULL)
                    OR EXISTS (SELECT FROM comment WHERE id = :item AND deleted_at IS NULL))
            ON CONFLICT DO NOTHING
            """)
    int make(long item);

    /** The next items on which anything hangs, or is counted to hang. */
    @Query("""
            SELECT item
            FROM (
                (SELECT DISTINCT item_id AS item FROM item_count WHERE item_id > :after AND item_id <= :to ORDER BY item LIMIT :most)
                UNION
                (SELECT DISTINCT item_id AS item FROM reaction WHERE item_id > :after AND item_id <= :to ORDER BY item LIMIT :most)
                UNION
                (SELECT DISTINCT original_id AS item FROM repost WHERE original_id > :after AND original_id <= :to ORDER BY item LIMIT :most)
                UNION
                (
                    SELECT DISTINCT post_id AS item FROM comment
                    WHERE parent_id IS NULL AND post_id > :after AND post_id <= :to ORDER BY item LIMIT :most)
                UNION
                (
                    SELECT DISTINCT parent_id AS item FROM comment
                    WHERE parent_id IS NOT NULL AND parent_id > :after AND parent_id <= :to ORDER BY item LIMIT :most)
            ) AS counted
            ORDER BY item
            LIMIT :most
            """)
    List<Long> items(long after, long to, int most);

    /** Of those of these items that are not deleted, which are counted otherwise than the rows are; all is looked at in one moment. */
    @Query("""
            SELECT item.id, told.likes AS told_likes, told.unlikes AS told_unlikes, told.stars AS told_stars,
                told.shares AS told_shares, told.comments AS told_comments, reacted.likes, reacted.unlikes,
                reacted.stars, shared.shares, said.comments
            FROM unnest(:items) AS item (id)
            CROSS JOIN LATERAL (
                SELECT coalesce(sum(likes), 0)::integer AS likes, coalesce(sum(unlikes), 0)::integer AS unlikes,
                    coalesce(sum(stars), 0)::integer AS stars, coalesce(sum(shares), 0)::integer AS shares,
                    coalesce(sum(comments), 0)::integer AS comments
                FROM item_count
                WHERE item_id = item.id
            ) AS told
            CROSS JOIN LATERAL (
                SELECT (count(*) FILTER (WHERE kind = 'LIKE' AND NOT withdrawn))::integer AS likes,
                    (count(*) FILTER (WHERE kind = 'LIKE' AND withdrawn))::integer AS unlikes,
                    (count(*) FILTER (WHERE kind = 'STAR' AND NOT withdrawn))::integer AS stars
                FROM reaction
                WHERE item_id = item.id
            ) AS reacted
            CROSS JOIN LATERAL (
                SELECT count(*)::integer AS shares FROM repost WHERE original_id = item.id
            ) AS shared
            CROSS JOIN LATERAL (
                SELECT ((SELECT count(*) FROM comment WHERE post_id = item.id AND parent_id IS NULL AND deleted_at IS NULL)
                    + (SELECT count(*) FROM comment WHERE parent_id = item.id AND deleted_at IS NULL)
                    + (
                        SELECT count(*)
                        FROM comment AS thread
                        JOIN comment AS reply ON reply.parent_id = thread.id
                        WHERE thread.post_id = item.id AND thread.parent_id IS NULL AND reply.deleted_at IS NULL
                    ))::integer AS comments
            ) AS said
            WHERE (told.likes, told.unlikes, told.stars, told.shares, told.comments)
                    <> (reacted.likes, reacted.unlikes, reacted.stars, shared.shares, said.comments)
                AND (
                    EXISTS (SELECT FROM post WHERE id = item.id AND deleted_at IS NULL)
                    OR EXISTS (SELECT FROM comment WHERE id = item.id AND deleted_at IS NULL))
            """)
    List<Miscounted> miscounted(@TypeDef(type = DataType.LONG_ARRAY) Long[] items);
}
