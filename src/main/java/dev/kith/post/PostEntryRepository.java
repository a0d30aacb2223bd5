package dev.kith.post;

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

/** The post_entry table: under what posts are listed. Everything here is read from its one index. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PostEntryRepository extends GenericRepository<PostEntryRepository.Entry, Long> {

    /** One post under one source. */
    @MappedEntity("post_entry")
    record Entry(@Id long sourceId, long postId, long authorId) {}

    /**
     * The oldest of some posts.
     *
     * @param place of what was asked, from 1 on
     */
    @Introspected
    record Oldest(long place, long postId) {}

    @Query("""
            INSERT INTO post_entry (source_id, post_id, author_id)
            SELECT * FROM unnest(:sources, :posts, :authors)
            ON CONFLICT DO NOTHING
            """)
    void add(
            @TypeDef(type = DataType.LONG_ARRAY) Long[] sources,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] posts,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] authors);

    @Query("DELETE FROM post_entry WHERE (source_id, post_id) IN (SELECT * FROM unnest(:sources, :posts))")
    void remove(@TypeDef(type = DataType.LONG_ARRAY) Long[] sources, @TypeDef(type = DataType.LONG_ARRAY) Long[] posts);

    @Query("SELECT count(*) FROM post_entry WHERE source_id = :author AND author_id = :author")
    long countOf(long author);

    @Query("""
            SELECT post_id
            FROM post_entry
            WHERE source_id = :source AND post_id < :before
            ORDER BY post_id DESC
            LIMIT :most
            """)
    List<Long> newest(long source, long before, int most);

    /** The same of what an author said, without what others said to them. */
    @Query("""
            SELECT post_id
            FROM post_entry
            WHERE source_id = :author AND author_id = :author AND post_id < :before
            ORDER BY post_id DESC
            LIMIT :most
            """)
    List<Long> newestBy(long author, long before, int most);

    /** The oldest of so many posts by each of these authors, the newest before an id; no row for those who have not so many. */
    @Query("""
            SELECT wanted.place, oldest.post_id
            FROM unnest(:authors, :befores, :counts) WITH ORDINALITY AS wanted (author, before, count, place)
            CROSS JOIN LATERAL (
                SELECT post_id
                FROM post_entry
                WHERE source_id = wanted.author AND author_id = wanted.author AND post_id < wanted.before
                ORDER BY post_id DESC
                OFFSET wanted.count - 1
                LIMIT 1
            ) AS oldest
            """)
    List<Oldest> oldestOf(
            @TypeDef(type = DataType.LONG_ARRAY) Long[] authors,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] befores,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] counts);

    /** The newest of what each of these authors said, and of what is listed under each of these communities. */
    @Query("""
            SELECT source.id AS source_id, newest.post_id, newest.author_id
            FROM unnest(:authors || :communities) AS source (id)
            CROSS JOIN LATERAL (
                SELECT post_id, author_id
                FROM post_entry
                WHERE source_id = source.id AND (author_id = source.id OR source.id = ANY (:communities))
                ORDER BY post_id DESC
                LIMIT :most
            ) AS newest
            """)
    List<Entry> newestOfEach(
            @TypeDef(type = DataType.LONG_ARRAY) Long[] authors,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] communities,
            int most);

    /**
     * The newest posts by many authors, of each from an id on and before another, and in many communities, that are older than {@code before} and not by
     * {@code reader}; each once. Each source gives as many as could be wanted in all, and the newest of those are kept.
     */
    @Query("""
            SELECT newest.post_id
            FROM unnest(:authors, :froms, :tos) AS author (id, since, past)
            CROSS JOIN LATERAL (
                SELECT post_id
                FROM post_entry
                WHERE source_id = author.id AND author_id = author.id AND post_id >= author.since AND post_id < author.past
                ORDER BY post_id DESC
                LIMIT :most
            ) AS newest
            UNION
            SELECT newest.post_id
            FROM unnest(:communities) AS community (id)
            CROSS JOIN LATERAL (
                SELECT post_id
                FROM post_entry
                WHERE source_id = community.id AND author_id <> :reader AND post_id < :before
                ORDER BY post_id DESC
                LIMIT :most
            ) AS newest
            ORDER BY post_id DESC
            LIMIT :most
            """)
    List<Long> newestFrom(
            @TypeDef(type = DataType.LONG_ARRAY) Long[] authors,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] froms,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] tos,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] communities,
            long reader,
            long before,
            int most);
}
