package dev.kith.notification;

import dev.kith.notification.NotificationRow.Listed;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** The notification table: what is told together. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface NotificationRepository extends GenericRepository<NotificationRow, Long> {

    /** Waits for everybody else who looks at one of these, one after the other, and keeps them until the transaction ends. */
    @Query("""
            SELECT count(*)
            FROM unnest(:whats) AS asked (what)
            CROSS JOIN LATERAL pg_advisory_xact_lock(hashtextextended(what, 0)) AS taken
            """)
    long lock(@TypeDef(type = DataType.STRING_ARRAY) String[] whats);

    /** Of each of these lines the one that takes in what is done now, if there is one: the newest that began after an id and was not read. */
    @Query("""
            SELECT newest.*
            FROM jsonb_to_recordset(CAST(:lines AS jsonb)) AS line (subject_id bigint, recipient_id bigint, kind text)
            CROSS JOIN LATERAL (
                SELECT *
                FROM notification
                WHERE subject_id = line.subject_id AND recipient_id = line.recipient_id AND kind = line.kind AND id > :after
                    AND NOT read
                ORDER BY id DESC
                LIMIT 1
            ) AS newest
            """)
    List<NotificationRow> open(String lines, long after);

    @Query("""
            INSERT INTO notification (recipient_id, id, kind, subject_kind, subject_id, place)
            SELECT recipient_id, id, kind, subject_kind, subject_id, place
            FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS row (
                recipient_id bigint, id bigint, kind text, subject_kind text, subject_id bigint, place bigint)
            """)
    void insert(String rows);

    /** Moves these up to where they stand now. */
    @Query("""
            UPDATE notification
            SET place = row.place
            FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS row (recipient_id bigint, id bigint, place bigint)
            WHERE notification.recipient_id = row.recipient_id AND notification.id = row.id
            """)
    void move(String rows);

    /**
     * The newest of a profile, as they stood when the last place was {@code asOf}: one that has moved up since is where it was then.
     *
     * @param off kinds that are left out
     */
    @Query("""
            SELECT * FROM (
                (
                    SELECT *, place AS at
                    FROM notification
                    WHERE recipient_id = :recipient AND place < :before AND place <= :asOf AND kind <> ALL (:off)
                    ORDER BY place DESC
                    LIMIT :most
                )
                UNION ALL
                (
                    SELECT moved.*, former.place AS at
                    FROM notification AS moved
                    CROSS JOIN LATERAL (
                        SELECT place
                        FROM notification_entry
                        WHERE recipient_id = :recipient AND notification_id = moved.id AND place <= :asOf
                        ORDER BY place DESC
                        LIMIT 1
                    ) AS former
                    WHERE moved.recipient_id = :recipient AND moved.place > :asOf AND moved.id <= :asOf
                      AND former.place < :before AND moved.kind <> ALL (:off)
                )
            ) AS listed
            ORDER BY at DESC
            LIMIT :most
            """)
    List<Listed> newest(
            long recipient, long before, long asOf, @TypeDef(type = DataType.STRING_ARRAY) String[] off, int most);

    /** The newest of a profile that were not read. */
    @Query("""
            SELECT *, place AS at
            FROM notification
            WHERE recipient_id = :recipient AND place < :before AND NOT read AND kind <> ALL (:off)
            ORDER BY place DESC
            LIMIT :most
            """)
    List<Listed> unread(long recipient, long before, @TypeDef(type = DataType.STRING_ARRAY) String[] off, int most);

    /** Those of a profile to which something was added after a place, the latest first. */
    @Query("""
            SELECT *, place AS at
            FROM notification
            WHERE recipient_id = :recipient AND place > :after AND kind <> ALL (:off)
            ORDER BY place DESC
            LIMIT :most
            """)
    List<Listed> since(long recipient, long after, @TypeDef(type = DataType.STRING_ARRAY) String[] off, int most);

    @Query("SELECT place FROM notification WHERE recipient_id = :recipient AND id = :id")
    Optional<Long> placeOf(long recipient, long id);

    /** Marks these as read, for good; answers how many were not. */
    @Query("""
            UPDATE notification
            SET read = true
            WHERE (recipient_id, id) IN (SELECT :recipient, id FROM unnest(:ids) AS asked (id)) AND NOT read
            """)
    int read(long recipient, @TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /** Forgets all that is told of these. */
    @Query("DELETE FROM notification WHERE subject_id = ANY (:subjects)")
    void eraseOf(@TypeDef(type = DataType.LONG_ARRAY) Long[] subjects);

    /** Forgets up to so many that told a profile; answers how many. */
    @Query("""
            DELETE FROM notification
            WHERE (recipient_id, id) IN (SELECT recipient_id, id FROM notification WHERE recipient_id = :recipient LIMIT :most)
            """)
    int eraseFor(long recipient, int most);

    /** Forgets those of these of a profile that have no entries, gone or not. */
    @Query("""
            DELETE FROM notification
            WHERE (recipient_id, id) IN (SELECT :recipient, id FROM unnest(:ids) AS asked (id))
              AND NOT EXISTS (
                SELECT FROM notification_entry AS entry
                WHERE entry.recipient_id = notification.recipient_id AND entry.notification_id = notification.id)
            """)
    void eraseEmpty(long recipient, @TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /** Whose notifications end before a place, up to so many, the oldest first. */
    @Query(
            "SELECT DISTINCT recipient_id FROM (SELECT recipient_id FROM notification WHERE place < :before ORDER BY place LIMIT :most) AS old")
    List<Long> recipientsOfOld(long before, int most);

    /** Forgets those of these profiles that end before a place, with their entries; answers how many. */
    @Query("""
            WITH old AS (
                DELETE FROM notification
                WHERE recipient_id = ANY (:recipients) AND place < :before
                RETURNING recipient_id, id
            ), entries AS (
                DELETE FROM notification_entry AS entry
                USING old
                WHERE entry.recipient_id = old.recipient_id AND entry.notification_id = old.id
            )
            SELECT count(*) FROM old
            """)
    long forget(@TypeDef(type = DataType.LONG_ARRAY) Long[] recipients, long before);
}
