package dev.kith.recommendation;

import dev.kith.web.Problem;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One line of the answer to recommendations in bulk: a rejected line with its problem, or how far it has come. The last one has {@code done}; where it is missing, and
 * there is a problem without a line, it ended after {@code lines} lines and can be sent again.
 */
@Serdeable
@Schema(name = "BulkRecommendationsEvent")
record BulkEvent(
        @Schema(example = "17") @Nullable Long line,
        Problem.@Nullable Body problem,
        @Schema(example = "1000") @Nullable Long lines,
        @Nullable Counts counts,
        @Schema(example = "true") @Nullable Boolean done) {

    /**
     * What has come of it so far.
     *
     * @param replaced how many sets
     * @param stored how many recommendations are in them
     * @param skipped how many were left out
     * @param rejected how many lines
     */
    @Serdeable
    @Schema(name = "BulkRecommendationsCounts")
    record Counts(
            @Schema(example = "999") long replaced,
            @Schema(example = "49900") long stored,
            @Schema(example = "50") long skipped,
            @Schema(example = "1") long rejected) {

        Counts plus(Recommendations.Stored stored) {
            return new Counts(
                    replaced + 1,
                    this.stored + stored.stored(),
                    skipped + stored.skipped().size(),
                    rejected);
        }

        Counts plusRejected() {
            return new Counts(replaced, stored, skipped, rejected + 1);
        }
    }

    static BulkEvent rejected(long line, Problem.Body problem) {
        return new BulkEvent(line, problem, null, null, null);
    }

    static BulkEvent progress(long lines, Counts counts, boolean done) {
        return new BulkEvent(null, null, lines, counts, done ? true : null);
    }

    static BulkEvent broken(long lines, Problem.Body problem) {
        return new BulkEvent(null, problem, lines, null, null);
    }
}
