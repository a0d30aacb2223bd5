package dev.kith.reconcile;

import dev.kith.id.Ids;
import dev.kith.id.ReconciliationId;
import dev.kith.reconcile.ReconciliationRepository.Found;
import dev.kith.reconcile.ReconciliationRepository.Result;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One time that stores were compared.
 *
 * @param places that are compared
 * @param divergent how much differs in all of them; what was repaired since still counts
 * @param results of those that are done
 */
@Serdeable
@Schema(name = "Reconciliation")
record ReconciliationView(
        @Schema(example = "689712345678909911") ReconciliationId id,
        @Schema(example = "COMPLETED") State state,
        @ArraySchema(schema = @Schema(example = "PROFILES")) List<Place> places,
        @Schema(example = "689712345678901234") @Nullable String afterId,

        @Schema(example = "689712345678905678") @Nullable String toId,

        @Schema(example = "2026-03-01T03:41:00.000Z") Instant startedAt,

        @Schema(example = "2026-03-01T03:42:10.000Z") @Nullable
        Instant finishedAt,

        @Schema(example = "2") long divergent,
        List<PlaceView> results) {

    /** For longer than this nobody is quiet who works on it. */
    static final Duration QUIET = Duration.ofMinutes(1);

    /** How far it has come. */
    enum State {
        RUNNING,
        COMPLETED,
        /** Nobody works on it any more. Begin another. */
        BROKEN_OFF
    }

    /**
     * How a place came out.
     *
     * @param looked at how much
     * @param unsettled how much differed, but was being written at the time
     * @param truncated whether there was more than is looked at
     * @param failure which store did not answer, where one did not
     * @param kept of how much is kept what it is, so that it can be repaired
     */
    @Serdeable
    @Schema(name = "ReconciledPlace")
    record PlaceView(
            @Schema(example = "PROFILES") Place place,
            @Schema(example = "77360") long looked,
            @Schema(example = "2") long divergent,
            @Schema(example = "0") long unsettled,
            @Schema(example = "false") boolean truncated,
            @Schema(example = "850") int durationMs,
            @Schema(example = "redis") @Nullable String failure,
            @Schema(example = "2") int kept,
            @Schema(example = "0") int repaired) {

        static PlaceView of(Result result) {
            return new PlaceView(
                    result.place(),
                    result.looked(),
                    result.divergent(),
                    result.unsettled(),
                    result.truncated(),
                    result.durationMs(),
                    result.failure(),
                    result.kept(),
                    result.repaired());
        }
    }

    /** One thing that differs. */
    @Serdeable
    @Schema(name = "Divergence")
    record FindingView(
            @Schema(example = "PROFILES") Place place,
            @Schema(example = "689712345678901234") String key,
            @Schema(example = "FLAGS") Difference difference,

            @Schema(example = "the row is version 2, private, the node version 2")
            String detail,

            @Schema(example = "2026-03-01T08:12:00.000Z") @Nullable
            Instant repairedAt) {

        static FindingView of(Found found) {
            return new FindingView(found.place(), found.key(), found.difference(), found.detail(), found.repairedAt());
        }
    }

    static ReconciliationView of(ReconciliationRow row, List<Result> results, Instant now) {
        var quiet = row.heartbeat().plus(QUIET).isBefore(now);
        return new ReconciliationView(
                new ReconciliationId(row.id()),
                row.finishedAt() != null ? State.COMPLETED : quiet ? State.BROKEN_OFF : State.RUNNING,
                row.wanted(),
                text(row.afterId()),
                text(row.toId()),
                Ids.timeOf(row.id()),
                row.finishedAt(),
                results.stream().mapToLong(Result::divergent).sum(),
                results.stream()
                        .sorted((one, other) -> one.place().compareTo(other.place()))
                        .map(PlaceView::of)
                        .toList());
    }

    private static @Nullable String text(@Nullable Long id) {
        return id == null ? null : id.toString();
    }
}
