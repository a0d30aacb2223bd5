package dev.kith.post;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The post table, by the month, and what its posts were. Deleted posts are given out as {@link #tombstones} only. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PostRepository extends GenericRepository<PostRow, Long> {

    /** One who passes on a post. */
    @Introspected
    record Repost(long originalId, long authorId, long id) {}

    /** Who said something, and in which community. */
    @Introspected
    record Origin(long id, long authorId, @Nullable Long communityId) {}

    /** Sees to it that the month of this time has its partition. */
    @Query("SELECT 1 FROM (SELECT make_post_partition(:month)) AS made")
    int makePartition(Instant month);

    /** Makes posts; answers their ids, less any that is taken. */
    @Query("""
            INSERT INTO post (
                id, author_id, verb, text, mentions, communities, hashtags, topics, media, target_kind, target_id,
                original_id, extra)
            SELECT id, author_id, verb, text, mentions, communities, hashtags, topics, media, target_kind, target_id,
                original_id, extra
            FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS row (
                id bigint, author_id bigint, verb text, text text, mentions bigint[], communities bigint[],
                hashtags bigint[], topics bigint[], media bigint[], target_kind text, target_id bigint,
                original_id bigint, extra jsonb)
            ON CONFLICT (id) DO NOTHING
            RETURNING id
            """)
    List<Long> insert(String rows);

    @Query("SELECT * FROM post WHERE id = ANY (:ids) AND deleted_at IS NULL")
    List<PostRow> findAll(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    @Query("""
            SELECT id, author_id, CASE target_kind WHEN 'COMMUNITY' THEN target_id END AS community_id
            FROM post
            WHERE id = ANY (:ids) AND deleted_at IS NULL
            """)
    List<Origin> origins(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /** Reads the row and keeps it from being changed until the transaction ends. */
    @Query("SELECT * FROM post WHERE id = :id AND deleted_at IS NULL FOR UPDATE")
    Optional<PostRow> findForUpdate(long id);

    @Query("""
            UPDATE post
            SET version = version + 1, text = :text, mentions = :mentions, communities = :communities,
                hashtags = :hashtags, topics = :topics, media = :media, extra = CAST(:extra AS jsonb),
                edited_at = :editedAt
            WHERE id = :id
            """)
    void update(
            long id,
            @Nullable String text,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] mentions,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] communities,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] hashtags,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] topics,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] media,
            String extra,
            Instant editedAt);

    /** Hides posts and forgets what they said. */
    @Query("""
            UPDATE post
            SET version = version + 1, deleted_at = now(), text = NULL, mentions = '{}', communities = '{}', hashtags = '{}',
                topics = '{}', media = '{}', extra = '{}', original_id = NULL
            WHERE id = ANY (:ids) AND deleted_at IS NULL
            """)
    void delete(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /** Which of these are deleted. */
    @Query("SELECT id FROM post WHERE id = ANY (:ids) AND deleted_at IS NOT NULL")
    List<Long> tombstones(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /** Reads rows and keeps them from being changed until the transaction ends. */
    @Query("SELECT * FROM post WHERE id = ANY (:ids) AND deleted_at IS NULL ORDER BY id FOR UPDATE")
    List<PostRow> findAllForUpdate(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /** Takes a topic that is no more off posts. */
    @Query("UPDATE post SET topics = array_remove(topics, :topic) WHERE id = ANY (:ids)")
    void removeTopic(long topic, @TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /** Notes who passes on what, each once; answers the ids of the reposts that were not there. */
    @Query("""
            INSERT INTO repost (original_id, author_id, id)
            SELECT * FROM unnest(:originals, :authors, :ids)
            ON CONFLICT DO NOTHING
            RETURNING id
            """)
    List<Long> claimReposts(
            @TypeDef(type = DataType.LONG_ARRAY) Long[] originals,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] authors,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    @Query("DELETE FROM repost WHERE (original_id, id) IN (SELECT * FROM unnest(:originals, :ids))")
    void removeReposts(
            @TypeDef(type = DataType.LONG_ARRAY) Long[] originals, @TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /** Keeps what a post says now, before it is changed. */
    @Query("""
            INSERT INTO revision (item_id, version, text, extra, written_at)
            SELECT id, version, text, extra, coalesce(edited_at, :createdAt) FROM post WHERE id = :id
            """)
    void keepRevision(long id, Instant createdAt);

    @Query("DELETE FROM revision WHERE item_id = ANY (:ids)")
    void removeRevisions(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);
}
