package dev.kith.batch;

import dev.kith.id.BatchId;
import dev.kith.id.Ids;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a batch has come.
 *
 * @param pending how many pairs are still to be done; of a cancelled one they stay undone
 * @param outcomes how many pairs came to what
 */
@Serdeable
@Schema(name = "Batch")
public record BatchView(
        @Schema(example = "689712345678909900") BatchId id,
        @Schema(example = "RUNNING") String state,
        @Schema(example = "1000") int total,
        @Schema(example = "400") int pending,

        @Schema(
                description =
                        "How many pairs came to what. Of follows: created, existing, requested, blocked, notFound, limit, failed; of unfollows: removed, absent, notFound, failed.",
                example =
                        "{\"created\": 590, \"existing\": 7, \"requested\": 3, \"blocked\": 0, \"notFound\": 0, \"limit\": 0, \"failed\": 0}")
        Map<String, Integer> outcomes,

        @Schema(example = "2026-03-01T12:00:00.000Z") Instant createdAt,

        @Schema(example = "2026-03-01T12:00:01.000Z") @Nullable
        Instant finishedAt) {

    static BatchView of(BatchRow row, Map<BatchOutcome, Integer> counts) {
        var outcomes = new LinkedHashMap<String, Integer>();
        for (var outcome : row.kind().outcomes()) {
            outcomes.put(outcome.toString(), counts.getOrDefault(outcome, 0));
        }
        return new BatchView(
                row.batchId(),
                row.state().name(),
                row.total(),
                counts.getOrDefault(BatchOutcome.PENDING, 0),
                outcomes,
                Ids.timeOf(row.id()),
                row.finishedAt());
    }

    /** Whether nothing more comes. */
    boolean isFinal() {
        return finishedAt != null;
    }
}
