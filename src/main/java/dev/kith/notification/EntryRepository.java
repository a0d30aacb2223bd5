package dev.kith.notification;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** The notification_entry table: who did what. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface EntryRepository extends GenericRepository<EntryRow, Long> {

    /** Those with these keys, gone ones included. */
    @Query("""
            SELECT entry.*
            FROM jsonb_to_recordset(CAST(:keys AS jsonb)) AS key (
                subject_id bigint, recipient_id bigint, kind text, actor_id bigint, once_id bigint)
            JOIN notification_entry AS entry USING (subject_id, recipient_id, kind, actor_id, once_id)
            """)
    List<EntryRow> find(String keys);

    /** Those of a kind that tell these profiles what was done to these subjects, each profile of the subject in its place, gone ones included. */
    @Query("""
            SELECT entry.*
            FROM unnest(:subjects, :recipients) AS line (subject_id, recipient_id)
            JOIN notification_entry AS entry USING (subject_id, recipient_id)
            WHERE kind = :kind
            """)
    List<EntryRow> ofLines(
            @TypeDef(type = DataType.LONG_ARRAY) Long[] subjects,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] recipients,
            String kind);

    /** What these comments and posts have caused, gone entries included. */
    @Query("SELECT * FROM notification_entry WHERE cause_id = ANY (:causes)")
    List<EntryRow> ofCauses(@TypeDef(type = DataType.LONG_ARRAY) Long[] causes);

    /** Which of these items have entries of reactions that stand. */
    @Query("""
            SELECT item
            FROM unnest(:items) AS asked (item)
            WHERE EXISTS (SELECT FROM notification_entry WHERE subject_id = item AND kind = 'REACTION' AND gone_at IS NULL)
            """)
    List<Long> reacted(@TypeDef(type = DataType.LONG_ARRAY) Long[] items);

    /** The newest reactions to an item that stand. */
    @Query("""
            SELECT *
            FROM notification_entry
            WHERE subject_id = :item AND kind = 'REACTION' AND gone_at IS NULL
            ORDER BY place DESC
            LIMIT :most
            """)
    List<EntryRow> newestReactions(long item, int most);

    /** The newest entries of each of these notifications that stand. */
    @Query("""
            SELECT entry.*
            FROM unnest(:notifications) AS asked (id)
            CROSS JOIN LATERAL (
                SELECT *
                FROM notification_entry
                WHERE recipient_id = :recipient AND notification_id = asked.id AND gone_at IS NULL
                ORDER BY place DESC
                LIMIT :most
            ) AS entry
            """)
    List<EntryRow> newest(long recipient, @TypeDef(type = DataType.LONG_ARRAY) Long[] notifications, int most);

    /** Writes entries, over those that there are. */
    @Query("""
            INSERT INTO notification_entry (
                subject_id, recipient_id, kind, actor_id, once_id, notification_id, place, cause_id)
            SELECT subject_id, recipient_id, kind, actor_id, once_id, notification_id, place, cause_id
            FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS row (
                subject_id bigint, recipient_id bigint, kind text, actor_id bigint, once_id bigint, notification_id bigint,
                place bigint, cause_id bigint)
            ON CONFLICT (subject_id, recipient_id, kind, actor_id, once_id) DO UPDATE
            SET notification_id = excluded.notification_id, place = excluded.place, cause_id = excluded.cause_id, gone_at = NULL
            """)
    void put(String rows);

    /** Notes that these have been undone; answers how many stood. */
    @Query("""
            UPDATE notification_entry AS entry
            SET gone_at = now()
            FROM jsonb_to_recordset(CAST(:keys AS jsonb)) AS key (
                subject_id bigint, recipient_id bigint, kind text, actor_id bigint, once_id bigint)
            WHERE entry.subject_id = key.subject_id AND entry.recipient_id = key.recipient_id AND entry.kind = key.kind
              AND entry.actor_id = key.actor_id AND entry.once_id = key.once_id AND entry.gone_at IS NULL
            """)
    int end(String keys);

    /** Forgets up to so many entries of what was done to these; answers whom they told. */
    @Query("""
            DELETE FROM notification_entry
            WHERE (subject_id, recipient_id, kind, actor_id, once_id) IN (
                SELECT subject_id, recipient_id, kind, actor_id, once_id
                FROM notification_entry
                WHERE subject_id = ANY (:subjects)
                LIMIT :most)
            RETURNING recipient_id
            """)
    List<Long> eraseOf(@TypeDef(type = DataType.LONG_ARRAY) Long[] subjects, int most);

    /** Forgets up to so many entries of what a profile did; answers them. */
    @Query("""
            DELETE FROM notification_entry
            WHERE (subject_id, recipient_id, kind, actor_id, once_id) IN (
                SELECT subject_id, recipient_id, kind, actor_id, once_id
                FROM notification_entry
                WHERE actor_id = :actor
                LIMIT :most)
            RETURNING *
            """)
    List<EntryRow> eraseBy(long actor, int most);

    /** Forgets up to so many entries that told a profile; answers how many. */
    @Query("""
            DELETE FROM notification_entry
            WHERE (subject_id, recipient_id, kind, actor_id, once_id) IN (
                SELECT subject_id, recipient_id, kind, actor_id, once_id
                FROM notification_entry
                WHERE recipient_id = :recipient
                LIMIT :most)
            """)
    int eraseFor(long recipient, int most);

    /** Forgets up to so many that were undone before a time; answers them. */
    @Query("""
            DELETE FROM notification_entry
            WHERE (subject_id, recipient_id, kind, actor_id, once_id) IN (
                SELECT subject_id, recipient_id, kind, actor_id, once_id
                FROM notification_entry
                WHERE gone_at < :before
                LIMIT :most)
            RETURNING *
            """)
    List<EntryRow> forget(Instant before, int most);
}
