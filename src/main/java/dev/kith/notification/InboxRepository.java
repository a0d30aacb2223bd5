package dev.kith.notification;

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
import java.util.Optional;

/** The notification_inbox table. Whoever changes a profile's notifications holds its row. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface InboxRepository extends GenericRepository<InboxRepository.Row, Long> {

    /**
     * How far a profile's notifications have come.
     *
     * @param version is raised by each change
     * @param place the last that was given; what is committed later has a greater one
     * @param off the kinds that it wants none of
     */
    @MappedEntity("notification_inbox")
    record Row(
            @Id long profileId,
            long version,
            long place,
            long seenUpTo,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> off) {

        static Row none(long profile) {
            return new Row(profile, 0, 0, 0, List.of());
        }

        String[] offKinds() {
            return off.toArray(String[]::new);
        }
    }

    /** Which version a profile's notifications have reached. */
    @Introspected
    record Reached(long profileId, long version) {}

    /** Raises the versions and holds the rows until the transaction ends, in the order of profiles. They are made where there are none. */
    @Query("""
            INSERT INTO notification_inbox (profile_id)
            SELECT profile FROM unnest(:profiles) AS asked (profile) ORDER BY profile
            ON CONFLICT (profile_id) DO UPDATE SET version = notification_inbox.version + 1
            RETURNING *
            """)
    List<Row> hold(@TypeDef(type = DataType.LONG_ARRAY) Long[] profiles);

    @Query("SELECT * FROM notification_inbox WHERE profile_id = :profile")
    Optional<Row> find(long profile);

    @Query("SELECT profile_id, version FROM notification_inbox WHERE profile_id = ANY (:profiles)")
    List<Reached> versions(@TypeDef(type = DataType.LONG_ARRAY) Long[] profiles);

    /** Notes the newest place of each of these, which are held. */
    @Query("""
            UPDATE notification_inbox
            SET place = newest.upto
            FROM unnest(:profiles, :places) AS newest (profile, upto)
            WHERE profile_id = newest.profile
            """)
    void advance(
            @TypeDef(type = DataType.LONG_ARRAY) Long[] profiles, @TypeDef(type = DataType.LONG_ARRAY) Long[] places);

    /** Notes how far they were seen: never less far than before, nor further than there are any. */
    @Query("""
            UPDATE notification_inbox
            SET seen_up_to = greatest(seen_up_to, least(:upTo, place)), version = version + 1
            WHERE profile_id = :profile AND seen_up_to < least(:upTo, place)
            """)
    void see(long profile, long upTo);

    @Query("""
            INSERT INTO notification_inbox (profile_id, off)
            VALUES (:profile, :off)
            ON CONFLICT (profile_id) DO UPDATE SET off = excluded.off, version = notification_inbox.version + 1
            """)
    void prefer(long profile, @TypeDef(type = DataType.STRING_ARRAY) String[] off);

    /** Says that these have changed; answers which there are. */
    @Query("""
            UPDATE notification_inbox
            SET version = version + 1
            WHERE profile_id IN (
                SELECT profile_id FROM notification_inbox WHERE profile_id = ANY (:profiles) ORDER BY profile_id FOR UPDATE)
            RETURNING profile_id
            """)
    List<Long> raise(@TypeDef(type = DataType.LONG_ARRAY) Long[] profiles);

    @Query("DELETE FROM notification_inbox WHERE profile_id = :profile")
    void remove(long profile);
}
