package dev.kith.imports;

import dev.kith.web.Problem;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of the answer to an import: a rejected line with its problem, or how far it has come. The last one has {@code done}; where it is
 * missing, and there is a problem without a line, the import ended after {@code lines} lines and can be sent again.
 */
@Serdeable
@Schema(name = "ImportEvent")
record ImportEvent(
        @Schema(example = "17") @Nullable Long line,
        Problem.@Nullable Body problem,
        @Schema(example = "1000") @Nullable Long lines,
        @Nullable Map<String, Tally> kinds,
        @Schema(example = "true") @Nullable Boolean done) {

    /** How many records of a kind came to what. */
    @Serdeable
    @Schema(name = "ImportTally")
    record Tally(
            @Schema(example = "990") long created,
            @Schema(example = "9") long existing,
            @Schema(example = "1") long rejected) {

        Tally plus(ImportOutcome outcome) {
            return switch (outcome) {
                case ImportOutcome.Created() -> new Tally(created + 1, existing, rejected);
                case ImportOutcome.Existing() -> new Tally(created, existing + 1, rejected);
                case ImportOutcome.Rejected(var problem) -> new Tally(created, existing, rejected + 1);
            };
        }
    }

    static ImportEvent rejected(long line, Problem.Body problem) {
        return new ImportEvent(line, problem, null, null, null);
    }

    static ImportEvent progress(long lines, Map<String, Tally> kinds, boolean done) {
        return new ImportEvent(null, null, lines, kinds, done ? true : null);
    }

    static ImportEvent broken(long lines, Problem.Body problem) {
        return new ImportEvent(null, problem, lines, null, null);
    }
}
