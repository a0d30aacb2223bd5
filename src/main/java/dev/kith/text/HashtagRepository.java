package dev.kith.text;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** The hashtag table. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface HashtagRepository extends GenericRepository<HashtagRepository.Row, Long> {

    /** A hashtag and its id. */
    @MappedEntity("hashtag")
    record Row(@Id long id, String tag) {}

    /** Gives ids to those of the tags that have none yet, in the order of the tags, so that two who do so can't wait for each other. */
    @Query("""
            INSERT INTO hashtag (id, tag)
            SELECT id, tag
            FROM unnest(:ids, :tags) AS wanted (id, tag)
            ORDER BY tag
            ON CONFLICT (tag) DO NOTHING
            RETURNING id
            """)
    List<Long> insert(
            @TypeDef(type = DataType.LONG_ARRAY) Long[] ids, @TypeDef(type = DataType.STRING_ARRAY) String[] tags);

    @Query("SELECT * FROM hashtag WHERE tag = ANY (:tags)")
    List<Row> named(@TypeDef(type = DataType.STRING_ARRAY) String[] tags);

    @Query("SELECT * FROM hashtag WHERE id = ANY (:ids)")
    List<Row> findAll(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);
}
