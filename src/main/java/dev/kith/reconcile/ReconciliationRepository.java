package dev.kith.reconcile;

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

/** When stores were compared, and what was found. Who works on it has a lease, which its heartbeat prolongs. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReconciliationRepository extends GenericRepository<ReconciliationRow, Long> {

    /** How a place came out. */
    @Introspected
    record Result(
            long runId,
            Place place,
            boolean whole,
            long looked,
            long divergent,
            long unsettled,
            boolean truncated,
            int durationMs,
            @Nullable String failure,
            int kept,
            int repaired) {}

    /** What is kept of what was found. */
    @Introspected
    record Found(
            Place place,
            String key,
            Difference difference,
            String detail,
            @Nullable Instant repairedAt) {
        Finding finding() {
            return new Finding(key, difference, detail);
        }
    }

    @Query("INSERT INTO reconciliation (id, places, after_id, to_id) VALUES (:id, :places, :afterId, :toId)")
    void insert(
            long id,
            @TypeDef(type = DataType.STRING_ARRAY) String[] places,
            @Nullable Long afterId,
            @Nullable Long toId);

    @Query("SELECT id, places, after_id, to_id, heartbeat, finished_at FROM reconciliation WHERE id = :id")
    Optional<ReconciliationRow> find(long id);

    @Query("""
            SELECT id, places, after_id, to_id, heartbeat, finished_at
            FROM reconciliation
            WHERE id < :before
            ORDER BY id DESC
            LIMIT :most
            """)
    List<ReconciliationRow> newest(long before, int most);

    /** Takes the lease, or prolongs it; none when somebody else has it, or all is done. */
    @Query("""
            UPDATE reconciliation
            SET worker = :worker, heartbeat = now()
            WHERE id = :id AND finished_at IS NULL
                AND (worker IS NULL OR worker = :worker OR heartbeat < now() - :seconds * interval '1 second')
            RETURNING id, places, after_id, to_id, heartbeat, finished_at
            """)
    List<ReconciliationRow> lease(long id, String worker, long seconds);

    @Query("UPDATE reconciliation SET finished_at = now() WHERE id = :id AND worker = :worker AND finished_at IS NULL")
    int finish(long id, String worker);

    @Query("""
            INSERT INTO reconciliation_place (
                run_id, place, whole, looked, divergent, unsettled, truncated, duration_ms, failure)
            VALUES (:run, :place, :whole, :looked, :divergent, :unsettled, :truncated, :durationMs, :failure)
            ON CONFLICT DO NOTHING
            """)
    int insertPlace(
            long run,
            String place,
            boolean whole,
            long looked,
            long divergent,
            long unsettled,
            boolean truncated,
            int durationMs,
            @Nullable String failure);

    @Query("""
            INSERT INTO reconciliation_finding (run_id, place, key, difference, detail)
            SELECT :run, :place, *
            FROM unnest(:keys, :differences, :details)
            ON CONFLICT DO NOTHING
            """)
    void insertFindings(
            long run,
            String place,
            @TypeDef(type = DataType.STRING_ARRAY) String[] keys,
            @TypeDef(type = DataType.STRING_ARRAY) String[] differences,
            @TypeDef(type = DataType.STRING_ARRAY) String[] details);

    /** How the places of runs came out. */
    @Query("""
            SELECT place.run_id, place.place, whole, looked, divergent, unsettled, truncated, duration_ms, failure,
                coalesce(found.kept, 0)::integer AS kept, coalesce(found.repaired, 0)::integer AS repaired
            FROM reconciliation_place AS place
            LEFT JOIN (
                SELECT run_id, place, count(*) AS kept, count(repaired_at) AS repaired
                FROM reconciliation_finding
                WHERE run_id = ANY (:runs)
                GROUP BY run_id, place
            ) AS found ON found.run_id = place.run_id AND found.place = place.place
            WHERE place.run_id = ANY (:runs)
            """)
    List<Result> results(@TypeDef(type = DataType.LONG_ARRAY) Long[] runs);

    /** How this place came out when all of it was looked at last. */
    @Query("""
            SELECT run_id, place, whole, looked, divergent, unsettled, truncated, duration_ms, failure, 0 AS kept, 0 AS repaired
            FROM reconciliation_place
            WHERE place = :place AND whole AND failure IS NULL
            ORDER BY run_id DESC
            LIMIT 1
            """)
    Optional<Result> last(String place);

    /** What was found in a place, the next after a key. */
    @Query("""
            SELECT place, key, difference, detail, repaired_at
            FROM reconciliation_finding
            WHERE run_id = :run AND place = :place AND key > :after
            ORDER BY key
            LIMIT :most
            """)
    List<Found> findings(long run, String place, String after, int most);

    @Query("""
            UPDATE reconciliation_finding
            SET repaired_at = now()
            WHERE run_id = :run AND place = :place AND key = ANY (:keys) AND repaired_at IS NULL
            """)
    int repaired(long run, String place, @TypeDef(type = DataType.STRING_ARRAY) String[] keys);

    @Query(
            "DELETE FROM reconciliation WHERE id IN (SELECT id FROM reconciliation WHERE id < :before ORDER BY id LIMIT :most)")
    int forget(long before, int most);
}
