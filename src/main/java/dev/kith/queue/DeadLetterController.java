package dev.kith.queue;

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
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was given up, for operators. */
@Controller("/v1/dead-letters")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Operations")
class DeadLetterController {

    private static final int DEFAULT = 20;

    private final DeadLetters letters;

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

    DeadLetterController(DeadLetters letters) {
        this.letters = letters;
    }

    @Get
    @Operation(operationId = "listQueues", summary = "How much waits in each queue, and how much was given up")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/StoreUnavailable")
    DeadLetters.Queues queues() {
        return letters.queues();
    }

    @Get("/{family}")
    @Operation(
            operationId = "listDeadLetters",
            summary = "Messages of a family that were given up, and why",
            description = "The oldest of those that SQS shows. Whoever looks at the same moment may see fewer.")
    @Reads
    DeadLetters.Letters list(
            @Parameter(example = "follows") String family,
            @Parameter(description = "How many at most; 20 when absent.", example = "20") @QueryValue @Nullable
                    Integer limit) {
        return letters.list(family, limit == null ? DEFAULT : limit);
    }

    @Post("/{family}/redrive")
    @Operation(
            operationId = "redriveDeadLetters",
            summary = "Send messages that were given up through their queue again",
            description = "Harmless to repeat: whoever learns of them looks at the present state.")
    @Reads
    DeadLetters.RedrivenView redrive(
            @Parameter(example = "follows") String family, @Body @Valid @Nullable Redrive redrive) {
        var ids = redrive == null ? null : redrive.ids();
        return letters.redrive(family, ids == null ? null : Set.copyOf(ids));
    }
}
