package dev.kith.post;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** The post table. Deleted posts are never given out. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PostRepository extends GenericRepository<PostRow, Long> {

    /** Makes posts; answers their ids, less any that is taken. */
    @Query("""
            INSERT INTO post (id, author_id, verb, text, mentions, hashtags, target_kind, target_id, extra)
            SELECT id, author_id, verb, text, mentions, hashtags, target_kind, target_id, extra
            FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS row (
                id bigint, author_id bigint, verb text, text text, mentions bigint[], hashtags text[],
                target_kind text, target_id bigint, extra jsonb)
            ON CONFLICT (id) DO NOTHING
            RETURNING id
            """)
    List<Long> insert(String rows);

    @Query("SELECT * FROM post WHERE id = ANY (:ids) AND deleted_at IS NULL")
    List<PostRow> findAll(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /** Reads the row and keeps it from being changed until the transaction ends. */
    @Query("SELECT * FROM post WHERE id = :id AND deleted_at IS NULL FOR UPDATE")
    Optional<PostRow> findForUpdate(long id);

    /** Hides the post and forgets what it said. */
    @Query("""
            UPDATE post
            SET version = version + 1, deleted_at = now(), text = NULL, mentions = '{}', hashtags = '{}', extra = '{}'
            WHERE id = :id
            """)
    void delete(long id);

    /** Forgets up to so many posts of an author altogether; answers how many. */
    @Query("DELETE FROM post WHERE id IN (SELECT id FROM post WHERE author_id = :author LIMIT :most)")
    int erase(long author, int most);

    @Query("SELECT count(*) FROM post WHERE author_id = :author AND deleted_at IS NULL")
    long count(long author);

    @Query("""
            SELECT id
            FROM post
            WHERE target_id = :target AND id < :before AND deleted_at IS NULL
            ORDER BY id DESC
            LIMIT :most
            """)
    List<Long> newestFor(long target, long before, int most);

    /**
     * The newest posts of many authors and in many communities, each once, that are older than {@code before} and not by {@code reader}. Each
     * source gives as many as could be wanted in all, from an index alone, and the newest of those are kept.
     */
    @Query("""
            SELECT newest.id
            FROM unnest(:authors) AS author (id)
            CROSS JOIN LATERAL (
                SELECT post.id
                FROM post
                WHERE post.author_id = author.id AND post.id < :before AND post.deleted_at IS NULL
                ORDER BY post.id DESC
                LIMIT :most
            ) AS newest
            UNION
            SELECT newest.id
            FROM unnest(:communities) AS community (id)
            CROSS JOIN LATERAL (
                SELECT post.id
                FROM post
                WHERE post.target_id = community.id AND post.id < :before AND post.deleted_at IS NULL
                    AND post.author_id <> :reader
                ORDER BY post.id DESC
                LIMIT :most
            ) AS newest
            ORDER BY id DESC
            LIMIT :most
            """)
    List<Long> newestFrom(
            @TypeDef(type = DataType.LONG_ARRAY) Long[] authors,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] communities,
            long reader,
            long before,
            int most);

    @Query("""
            SELECT id
            FROM post
            WHERE author_id = :author AND id < :before AND deleted_at IS NULL
            ORDER BY id DESC
            LIMIT :most
            """)
    List<Long> newestOf(long author, long before, int most);
}
