package dev.kith.profile;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The profile table. Deleted profiles are given out by {@link #tombstones} only. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ProfileRepository extends GenericRepository<ProfileRow, Long> {

    /** What of a profile goes inside other answers. */
    @Serdeable
    @Introspected
    record Card(
            long id,
            String handle,
            String displayName,
            @MappedProperty("private") boolean isPrivate) {}

    /** One that shares tags, and how many. */
    @Introspected
    record Shared(long id, int shared) {}

    /** What is left of a deleted profile. */
    @Introspected
    record Tombstone(long id, int version) {}

    /** Takes handles and users' account types unless they are taken; answers the ids of the rows that this made. */
    @Query("""
            INSERT INTO profile (
                id, user_id, handle, display_name, email, account_type, description, private, tags, gender, college)
            SELECT id, user_id, handle, display_name, email, account_type, description, private, tags, gender, college
            FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS row (
                id bigint, user_id text, handle text, display_name text, email text, account_type text,
                description text, private boolean, tags text[], gender text, college text)
            ON CONFLICT DO NOTHING
            RETURNING id
            """)
    List<Long> insert(String rows);

    @Query("SELECT * FROM profile WHERE id = :id AND deleted_at IS NULL")
    Optional<ProfileRow> find(long id);

    @Query("SELECT * FROM profile WHERE handle = :handle AND deleted_at IS NULL")
    Optional<ProfileRow> findByHandle(String handle);

    /** Keeps others who ask for it from this email until the transaction ends; whoever holds it is waited for. */
    @Query("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('email ' || lower(:email), 0))")
    int lockEmail(String email);

    @Query("SELECT EXISTS (SELECT FROM profile WHERE lower(email) = lower(:email) AND deleted_at IS NULL)")
    boolean hasEmail(String email);

    /** Reads the row and keeps it from being changed until the transaction ends. */
    @Query("SELECT * FROM profile WHERE id = :id AND deleted_at IS NULL FOR UPDATE")
    Optional<ProfileRow> findForUpdate(long id);

    /** Keeps these from being deleted or changed until the transaction ends; answers those that are there. */
    @Query("SELECT id FROM profile WHERE id = ANY (:ids) AND deleted_at IS NULL ORDER BY id FOR SHARE")
    List<Long> hold(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    @Query("SELECT * FROM profile WHERE id = ANY (:ids) AND deleted_at IS NULL")
    List<ProfileRow> findAll(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    @Query("""
            SELECT id, handle, display_name, private
            FROM profile
            WHERE id = ANY (:ids) AND deleted_at IS NULL
            """)
    List<Card> cards(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    @Query("""
            SELECT id, handle, display_name, private
            FROM profile
            WHERE handle = ANY (:handles) AND deleted_at IS NULL
            """)
    List<Card> cardsByHandle(@TypeDef(type = DataType.STRING_ARRAY) String[] handles);

    /** Those whose handle begins so, in its order by bytes. Handles are in lower case; to say so leaves their key to who asks for one. */
    @Query("""
            SELECT id, handle, display_name, private
            FROM profile
            WHERE lower(handle) ~>=~ :prefix AND lower(handle) ~<~ (:prefix || chr(1114111)) AND deleted_at IS NULL
            ORDER BY lower(handle) USING ~<~
            LIMIT :most
            """)
    List<Card> withHandle(String prefix, int most);

    /** Those whose display name begins so, in whatever case, in its order by bytes. */
    @Query("""
            SELECT id, handle, display_name, private
            FROM profile
            WHERE lower(display_name) ~>=~ lower(:prefix) AND lower(display_name) ~<~ (lower(:prefix) || chr(1114111))
                AND deleted_at IS NULL
            ORDER BY lower(display_name) USING ~<~, id
            LIMIT :most
            """)
    List<Card> withName(String prefix, int most);

    /**
     * Of so many that have any of a profile's tags, those that have most of them.
     *
     * @param looked how many are looked at: some tags nearly all have
     */
    @Query("""
            WITH mine AS MATERIALIZED (SELECT tags FROM profile WHERE id = :id AND deleted_at IS NULL)
            SELECT id, CAST((SELECT count(*) FROM unnest(tagged.tags) AS tag WHERE ARRAY[tag] <@ (SELECT tags FROM mine)) AS integer) AS shared
            FROM (
                SELECT id, tags
                FROM profile
                WHERE tags && (SELECT tags FROM mine) AND deleted_at IS NULL AND id <> :id
                LIMIT :looked) AS tagged
            ORDER BY shared DESC, id
            LIMIT :most
            """)
    List<Shared> sharingTags(long id, int looked, int most);

    /** The profiles of a user, the regular one first. */
    @Query("""
            SELECT id, handle, display_name, private
            FROM profile
            WHERE user_id = :userId AND deleted_at IS NULL
            ORDER BY account_type DESC
            """)
    List<Card> cardsOfUser(String userId);

    @Query("""
            UPDATE profile
            SET version = version + 1, display_name = :displayName, email = :email, description = :description,
                private = :isPrivate, tags = :tags, gender = :gender, college = :college
            WHERE id = :id
            """)
    void update(
            long id,
            String displayName,
            String email,
            @Nullable String description,
            boolean isPrivate,
            @TypeDef(type = DataType.STRING_ARRAY) String[] tags,
            @Nullable String gender,
            @Nullable String college);

    /** Hides the profile and forgets all that is personal; what is left holds the place of its id. */
    @Query("""
            UPDATE profile
            SET version = version + 1, deleted_at = now(), user_id = NULL, handle = NULL, display_name = NULL,
                email = NULL, description = NULL, tags = '{}', gender = NULL, college = NULL
            WHERE id = :id
            """)
    void delete(long id);

    /** Which of these are deleted, with their last version. */
    @Query("SELECT id, version FROM profile WHERE id = ANY (:ids) AND deleted_at IS NOT NULL")
    List<Tombstone> tombstones(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /** Brings the version of a row, deleted or not, past one that the graph has of it. */
    @Query("UPDATE profile SET version = :version + 1 WHERE id = :id AND version < :version")
    int raise(long id, long version);
}
