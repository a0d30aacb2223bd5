package dev.kith.imports;

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

/** Which of ours is which of another system's. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ImportReferenceRepository extends GenericRepository<ImportReferenceRepository.Row, String> {

    /** One reference, as a row. */
    @MappedEntity("import_reference")
    record Row(@Id String importId, String kind, long id) {}

    /** What an import id stands for. */
    @Introspected
    record Reference(String importId, long id) {}

    @Query("SELECT import_id, id FROM import_reference WHERE kind = :kind AND import_id = ANY (:importIds)")
    List<Reference> find(String kind, @TypeDef(type = DataType.STRING_ARRAY) String[] importIds);

    /** Each import id with the id at the same place. */
    @Query("""
            INSERT INTO import_reference (kind, import_id, id)
            SELECT :kind, made.import_id, made.id FROM unnest(:importIds, :ids) AS made (import_id, id)
            """)
    void save(
            String kind,
            @TypeDef(type = DataType.STRING_ARRAY) String[] importIds,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] ids);
}
