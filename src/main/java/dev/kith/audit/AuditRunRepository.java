package dev.kith.audit;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What audits found. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AuditRunRepository extends GenericRepository<AuditRunRow, Long> {

    @Query("""
            INSERT INTO audit_run (
                id, audit, params, duration_ms, names, found, row_count, new_rows, new_count, truncated, passed, failure)
            VALUES (
                :id, :audit, :params, :durationMs, :names, :found, :rowCount, :newRows, :newCount, :truncated, :passed, :failure)
            """)
    int insert(
            long id,
            String audit,
            String params,
            int durationMs,
            String names,
            String found,
            int rowCount,
            String newRows,
            int newCount,
            boolean truncated,
            boolean passed,
            @Nullable String failure);

    @Query("SELECT * FROM audit_run WHERE id = :id")
    Optional<AuditRunRow> find(long id);

    /** The last run that was told the same, and was answered. */
    @Query("""
            SELECT *
            FROM audit_run
            WHERE audit = :audit AND params = :params AND failure IS NULL
            ORDER BY id DESC
            LIMIT 1
            """)
    Optional<AuditRunRow> lastComparable(String audit, String params);

    /** Without what they found. */
    @Query("""
            SELECT id, audit, params, duration_ms, '[]' AS names, '[]' AS found, row_count, '[]' AS new_rows, new_count,
                truncated, passed, failure
            FROM audit_run
            WHERE audit = :audit AND id < :before
            ORDER BY id DESC
            LIMIT :most
            """)
    List<AuditRunRow> newest(String audit, long before, int most);

    /** The last run of each audit that was told nothing, without what it found. */
    @Query("""
            SELECT run.*
            FROM unnest(:audits) AS asked (name)
            CROSS JOIN LATERAL (
                SELECT id, audit, params, duration_ms, '[]' AS names, '[]' AS found, row_count, '[]' AS new_rows, new_count,
                    truncated, passed, failure
                FROM audit_run
                WHERE audit = asked.name AND params = '{}'
                ORDER BY id DESC
                LIMIT 1
            ) AS run
            """)
    List<AuditRunRow> lastOf(@TypeDef(type = DataType.STRING_ARRAY) String[] audits);

    @Query("DELETE FROM audit_run WHERE id IN (SELECT id FROM audit_run WHERE id < :before ORDER BY id LIMIT :most)")
    int forget(long before, int most);
}
