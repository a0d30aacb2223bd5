package dev.kith.community;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The topic table. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface TopicRepository extends GenericRepository<TopicRow, Long> {

    /** Makes topics unless their community has one of that name; answers the ids of the rows that this made. */
    @Query("""
            INSERT INTO topic (id, community_id, name, description)
            SELECT id, community_id, name, description
            FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS row (id bigint, community_id bigint, name text, description text)
            ON CONFLICT DO NOTHING
            RETURNING id
            """)
    List<Long> insert(String rows);

    @Query("SELECT * FROM topic WHERE community_id = :community AND id = :id")
    Optional<TopicRow> find(long community, long id);

    @Query("SELECT * FROM topic WHERE community_id = :community AND id = :id FOR UPDATE")
    Optional<TopicRow> findForUpdate(long community, long id);

    @Query("SELECT * FROM topic WHERE id = ANY (:ids)")
    List<TopicRow> findAll(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /** The topics that hold these names, each in the community beside it. */
    @Query("""
            SELECT topic.*
            FROM unnest(:communities, :names) AS wanted (community_id, name)
            JOIN topic USING (community_id, name)
            """)
    List<TopicRow> namedIn(
            @TypeDef(type = DataType.LONG_ARRAY) Long[] communities,
            @TypeDef(type = DataType.STRING_ARRAY) String[] names);

    /** The topics that hold these names in a community. */
    @Query("SELECT * FROM topic WHERE community_id = :community AND name = ANY (:names)")
    List<TopicRow> named(long community, @TypeDef(type = DataType.STRING_ARRAY) String[] names);

    /** The newest topics of a community that are older than {@code before}. */
    @Query("SELECT * FROM topic WHERE community_id = :community AND id < :before ORDER BY id DESC LIMIT :most")
    List<TopicRow> newest(long community, long before, int most);

    @Query("UPDATE topic SET version = version + 1, name = :name, description = :description WHERE id = :id")
    void update(long id, String name, @Nullable String description);

    @Query("DELETE FROM topic WHERE id = :id")
    void delete(long id);
}
