package dev.kith.queue;

import dev.kith.events.Family;
import dev.kith.web.Problem;
import dev.kith.web.Reads;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was given up, for operators. */
@Controller("/v1/dead-letters")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Operations")
class DeadLetterController {

    private static final int MOST = 100;
    private static final int DEFAULT = 20;

    private final SqsDeadLetters letters;

    /** The queues of all families. */
    @Serdeable
    @Schema(name = "Queues")
    record Queues(List<QueueView> items) {}

    /**
     * A family's queue.
     *
     * @param waiting about how many messages wait to be received
     * @param deadLetters about how many were given up
     */
    @Serdeable
    @Schema(name = "Queue")
    record QueueView(
            @Schema(example = "follows") String family,
            @Schema(example = "12") int waiting,
            @Schema(example = "1") int deadLetters) {}

    /** Some of the dead letters of a family; SQS knows no pages. */
    @Serdeable
    @Schema(name = "DeadLetters")
    record Letters(
            @Schema(example = "follows") String family,
            @Schema(example = "1") int deadLetters,
            List<LetterView> items) {}

    /**
     * A message that was given up.
     *
     * @param message as it was received
     * @param receives how often it was tried
     * @param sentAt when it was sent for the first time
     * @param givenUpAt when it became a dead letter
     */
    @Serdeable
    @Schema(name = "DeadLetter")
    record LetterView(
            @Schema(example = "7f0c1c5e-4f61-4a3b-9a39-6f2c7b0c1f0e")
            String id,

            @Schema(example = "{\"v\":1,\"type\":\"profile\",\"id\":\"52\",\"key\":\"3554271840993280\"}")
            String message,

            @Schema(example = "type profile is not known") String reason,
            @Schema(example = "8") int receives,
            @Schema(example = "2026-03-01T12:00:00.000Z") Instant sentAt,
            @Schema(example = "2026-03-01T12:04:00.000Z") Instant givenUpAt) {}

    /**
     * Which dead letters are meant.
     *
     * @param ids of those; all when absent
     */
    @Serdeable
    @Introspected
    @Schema(name = "Redrive")
    record Redrive(
            @ArraySchema(schema = @Schema(example = "7f0c1c5e-4f61-4a3b-9a39-6f2c7b0c1f0e"))
            @Nullable
            @Size(min = 1, max = 1_000)
            List<@NotBlank @Size(max = 100) String> ids) {}

    /**
     * What was sent through its queue again.
     *
     * @param missing ids of which there is no dead letter, or which somebody else looks at just now
     */
    @Serdeable
    @Schema(name = "Redriven")
    record RedrivenView(
            @Schema(example = "1") int redriven,

            @ArraySchema(schema = @Schema(example = "0d9a3a0e-9f5c-4b57-8f5e-5d0e3ad1b7a1"))
            List<String> missing) {}

    DeadLetterController(SqsDeadLetters letters) {
        this.letters = letters;
    }

    @Get
    @Operation(operationId = "listQueues", summary = "How much waits in each queue, and how much was given up")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/StoreUnavailable")
    Queues queues() {
        return new Queues(Arrays.stream(Family.values())
                .map(family -> new QueueView(family.label(), letters.waiting(family), letters.count(family)))
                .toList());
    }

    @Get("/{family}")
    @Operation(
            operationId = "listDeadLetters",
            summary = "Messages of a family that were given up, and why",
            description = "The oldest of those that SQS shows. Whoever looks at the same moment may see fewer.")
    @Reads
    Letters list(
            @Parameter(example = "follows") String family,
            @Parameter(description = "How many at most; 20 when absent.", example = "20") @QueryValue @Nullable
                    Integer limit) {
        var known = family(family);
        var most = limit == null ? DEFAULT : limit;
        if (most < 1 || most > MOST) {
            throw Problem.malformed("limit", "must be 1 to " + MOST);
        }
        var items = letters.list(known, most).stream()
                .map(letter -> new LetterView(
                        letter.id(),
                        letter.body(),
                        letter.reason(),
                        letter.receives(),
                        letter.sentAt(),
                        letter.givenUpAt()))
                .toList();
        return new Letters(known.label(), Math.max(letters.count(known), items.size()), items);
    }

    @Post("/{family}/redrive")
    @Operation(
            operationId = "redriveDeadLetters",
            summary = "Send messages that were given up through their queue again",
            description = "Harmless to repeat: whoever learns of them looks at the present state.")
    @Reads
    RedrivenView redrive(@Parameter(example = "follows") String family, @Body @Valid @Nullable Redrive redrive) {
        var ids = redrive == null ? null : redrive.ids();
        var redriven = letters.redrive(family(family), ids == null ? null : Set.copyOf(ids));
        return new RedrivenView(
                redriven.redriven(), redriven.missing().stream().sorted().toList());
    }

    private static Family family(String name) {
        return Family.named(name).orElseThrow(() -> Problem.notFound("family", name));
    }
}
