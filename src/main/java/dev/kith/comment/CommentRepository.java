package dev.kith.comment;

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

/** The comment table. Deleted comments keep their place until their post goes. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CommentRepository extends GenericRepository<CommentRow, Long> {

    /** Makes comments; answers their ids, less any that is taken. */
    @Query("""
            INSERT INTO comment (
                id, post_id, parent_id, answers_id, author_id, text, mentions, communities, hashtags, media)
            SELECT id, post_id, parent_id, answers_id, author_id, text, mentions, communities, hashtags, media
            FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS row (
                id bigint, post_id bigint, parent_id bigint, answers_id bigint, author_id bigint, text text,
                mentions bigint[], communities bigint[], hashtags bigint[], media bigint[])
            ON CONFLICT (id) DO NOTHING
            RETURNING id
            """)
    List<Long> insert(String rows);

    /** Those with these ids, deleted ones included. */
    @Query("SELECT * FROM comment WHERE id = ANY (:ids)")
    List<CommentRow> findAll(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /** Reads the row and keeps it from being changed until the transaction ends. */
    @Query("SELECT * FROM comment WHERE id = :id AND deleted_at IS NULL FOR UPDATE")
    Optional<CommentRow> findForUpdate(long id);

    /** The ids of the newest threads of a post, deleted comments that open one included. */
    @Query("""
            SELECT id
            FROM comment
            WHERE post_id = :post AND parent_id IS NULL AND id < :before
            ORDER BY id DESC
            LIMIT :most
            """)
    List<Long> threads(long post, long before, int most);

    /** The ids of the newest replies in a thread. */
    @Query("""
            SELECT id
            FROM comment
            WHERE parent_id = :parent AND deleted_at IS NULL AND id < :before
            ORDER BY id DESC
            LIMIT :most
            """)
    List<Long> replies(long parent, long before, int most);

    @Query("""
            UPDATE comment
            SET version = version + 1, text = :text, mentions = :mentions, communities = :communities,
                hashtags = :hashtags, media = :media, edited_at = :editedAt
            WHERE id = :id
            """)
    void update(
            long id,
            @Nullable String text,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] mentions,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] communities,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] hashtags,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] media,
            Instant editedAt);

    /** Hides a comment and forgets what it said; its place is left. */
    @Query("""
            UPDATE comment
            SET version = version + 1, deleted_at = now(), text = NULL, mentions = '{}', communities = '{}',
                hashtags = '{}', media = '{}'
            WHERE id = :id
            """)
    void delete(long id);

    /** Up to so many comments of an author. */
    @Query("SELECT id FROM comment WHERE author_id = :author AND deleted_at IS NULL LIMIT :most")
    List<Long> of(long author, int most);

    /** Up to so many comments that posts have or had. */
    @Query("""
            SELECT id FROM (
                SELECT id FROM comment WHERE post_id = ANY (:posts) AND parent_id IS NULL
                UNION ALL
                SELECT reply.id
                FROM comment
                JOIN comment AS reply ON reply.parent_id = comment.id
                WHERE comment.post_id = ANY (:posts) AND comment.parent_id IS NULL
            ) AS said
            ORDER BY id DESC
            LIMIT :most
            """)
    List<Long> ofPosts(@TypeDef(type = DataType.LONG_ARRAY) Long[] posts, int most);

    /** Forgets comments altogether. */
    @Query("DELETE FROM comment WHERE id = ANY (:ids)")
    void remove(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /** Keeps what a comment says now, before it is changed. */
    @Query("""
            INSERT INTO revision (item_id, version, text, written_at)
            SELECT id, version, text, coalesce(edited_at, :createdAt) FROM comment WHERE id = :id
            """)
    void keepRevision(long id, Instant createdAt);

    @Query("DELETE FROM revision WHERE item_id = ANY (:ids)")
    void removeRevisions(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);
}
