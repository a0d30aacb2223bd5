package dev.kith.count;

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

/** The item_count table. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CountRepository extends GenericRepository<CountRepository.Slot, Long> {

    /** One of the rows that an item's counts are the sum of. */
    @MappedEntity("item_count")
    record Slot(@Id long itemId, int slot) {}

    /** The counts of an item. */
    @Introspected
    record Sum(long itemId, int likes, int unlikes, int stars, int shares, int comments) {
        Tally tally() {
            return new Tally(likes, unlikes, stars, shares, comments);
        }
    }

    @Query("""
            SELECT item_id, sum(likes)::integer AS likes, sum(unlikes)::integer AS unlikes, sum(stars)::integer AS stars,
                sum(shares)::integer AS shares, sum(comments)::integer AS comments
            FROM item_count
            WHERE item_id = ANY (:items)
            GROUP BY item_id
            """)
    List<Sum> sums(@TypeDef(type = DataType.LONG_ARRAY) Long[] items);

    /**
     * Changes counts, each in a slot of its item that nobody is at, or in one chosen at random that may be new. So those who count at the same
     * time seldom wait for each other, and what is counted seldom has a single slot.
     */
    @Query("""
            WITH change AS MATERIALIZED (
                SELECT *
                FROM jsonb_to_recordset(CAST(:changes AS jsonb)) AS change (
                    item bigint, likes integer, unlikes integer, stars integer, shares integer, comments integer)
                ORDER BY item
            ), free AS MATERIALIZED (
                SELECT change.item, slot.slot
                FROM change
                CROSS JOIN LATERAL (
                    SELECT slot
                    FROM item_count
                    WHERE item_id = change.item
                    LIMIT 1
                    FOR NO KEY UPDATE SKIP LOCKED
                ) AS slot
            ), counted AS (
                UPDATE item_count
                SET likes = item_count.likes + change.likes, unlikes = item_count.unlikes + change.unlikes,
                    stars = item_count.stars + change.stars, shares = item_count.shares + change.shares,
                    comments = item_count.comments + change.comments
                FROM change JOIN free USING (item)
                WHERE item_count.item_id = item AND item_count.slot = free.slot
            )
            INSERT INTO item_count (item_id, slot, likes, unlikes, stars, shares, comments)
            SELECT item, floor(64 * random()), likes, unlikes, stars, shares, comments
            FROM change
            WHERE item NOT IN (SELECT item FROM free)
            ON CONFLICT (item_id, slot) DO UPDATE
            SET likes = item_count.likes + excluded.likes, unlikes = item_count.unlikes + excluded.unlikes,
                stars = item_count.stars + excluded.stars, shares = item_count.shares + excluded.shares,
                comments = item_count.comments + excluded.comments
            """)
    void add(String changes);

    @Query("DELETE FROM item_count WHERE item_id = ANY (:items)")
    void remove(@TypeDef(type = DataType.LONG_ARRAY) Long[] items);
}
