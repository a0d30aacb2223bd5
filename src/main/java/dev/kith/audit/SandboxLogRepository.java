package dev.kith.audit;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import org.jspecify.annotations.Nullable;

/** What operators asked of the graph. Postgres itself refuses whatever would change it. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SandboxLogRepository extends GenericRepository<SandboxLogRepository.Row, Long> {

    /** Whoever reads it does so in Postgres. */
    @MappedEntity("sandbox_log")
    record Row(@Id long id) {}

    @Query("""
            INSERT INTO sandbox_log (id, question_id, event, trace_id, reason, query, params)
            VALUES (:id, :id, 'ASKED', :traceId, :reason, :query, :params)
            """)
    int asked(long id, @Nullable String traceId, String reason, String query, String params);

    @Query("""
            INSERT INTO sandbox_log (id, question_id, event, detail, row_count, duration_ms)
            VALUES (:id, :question, :event, :detail, :rowCount, :durationMs)
            """)
    int ended(long id, long question, String event, @Nullable String detail, int rowCount, int durationMs);
}
