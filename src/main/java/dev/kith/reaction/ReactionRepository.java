package dev.kith.reaction;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The reaction table: who reacted how to what. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReactionRepository extends GenericRepository<ReactionRow, Long> {

    /** Who has reacted to what, in whatever way. */
    @Introspected
    record Standing(long itemId, long profileId) {}

    /**
     * Gives reactions; answers those that did not stand, each withdrawn if it was before. Rows of one table are taken in one order, so that two who do so can't wait for each other.
     *
     * @param rows each key at most once
     */
    @Query("""
            INSERT INTO reaction (item_id, kind, profile_id, id)
            SELECT item_id, kind, profile_id, id
            FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS row (item_id bigint, kind text, profile_id bigint, id bigint)
            ORDER BY item_id, kind, profile_id
            ON CONFLICT (item_id, kind, profile_id) DO UPDATE
            SET withdrawn = false, id = excluded.id
            WHERE reaction.withdrawn
            RETURNING id, item_id, kind, profile_id, xmax <> 0 AS withdrawn
            """)
    List<ReactionRow> give(String rows);

    @Query("SELECT * FROM reaction WHERE item_id = :item AND kind = :kind AND profile_id = :profile AND NOT withdrawn")
    Optional<ReactionRow> find(long item, String kind, long profile);

    /** Notes that a reaction was taken back; answers whether it stood. */
    @Query("""
            UPDATE reaction
            SET withdrawn = true
            WHERE item_id = :item AND kind = :kind AND profile_id = :profile AND NOT withdrawn
            """)
    int withdraw(long item, String kind, long profile);

    /** Forgets a reaction; answers whether it stood. */
    @Query("DELETE FROM reaction WHERE item_id = :item AND kind = :kind AND profile_id = :profile AND NOT withdrawn")
    int remove(long item, String kind, long profile);

    /** The newest reactions to an item, of one kind or of all. */
    @Query("""
            SELECT *
            FROM reaction
            WHERE item_id = :item AND NOT withdrawn AND id < :before AND (CAST(:kind AS text) IS NULL OR kind = :kind)
            ORDER BY id DESC
            LIMIT :most
            """)
    List<ReactionRow> newest(long item, @Nullable String kind, long before, int most);

    /** Which of these items have a reaction with a greater id. */
    @Query("""
            SELECT item
            FROM unnest(:items) AS asked (item)
            WHERE EXISTS (SELECT FROM reaction WHERE item_id = item AND NOT withdrawn AND id > :since)
            """)
    List<Long> reactedSince(@TypeDef(type = DataType.LONG_ARRAY) Long[] items, long since);

    /** Which of these profiles have reacted to which of these items. */
    @Query("""
            SELECT DISTINCT item_id, profile_id
            FROM unnest(:items, :profiles) AS asked (item, profile)
            JOIN reaction ON item_id = item AND profile_id = profile
            WHERE NOT withdrawn
            """)
    List<Standing> standing(
            @TypeDef(type = DataType.LONG_ARRAY) Long[] items, @TypeDef(type = DataType.LONG_ARRAY) Long[] profiles);

    /** Forgets up to so many reactions to items, withdrawn ones too; answers how many. */
    @Query("""
            DELETE FROM reaction
            WHERE (item_id, kind, profile_id) IN (
                SELECT item_id, kind, profile_id FROM reaction WHERE item_id = ANY (:items) LIMIT :most)
            """)
    int eraseOf(@TypeDef(type = DataType.LONG_ARRAY) Long[] items, int most);

    /** Forgets up to so many reactions of a profile, withdrawn ones too; answers them. */
    @Query("""
            DELETE FROM reaction
            WHERE (item_id, kind, profile_id) IN (
                SELECT item_id, kind, profile_id FROM reaction WHERE profile_id = :profile LIMIT :most)
            RETURNING *
            """)
    List<ReactionRow> eraseBy(long profile, int most);
}
