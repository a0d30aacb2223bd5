package dev.kith.audit;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The route by which operators ask the graph what they like. */
@Controller("/v1/cypher")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Audits")
class SandboxController {

    private final Sandbox sandbox;

    /**
     * What somebody would like to know.
     *
     * @param query one statement that reads
     * @param params by their names
     * @param reason why it is asked, for those who read the log
     */
    @Serdeable
    @Introspected
    @Schema(name = "CypherQuery")
    record Question(
            @Schema(
                    example =
                            "MATCH (profile:Profile {id: $id})-[edge:FOLLOWS]->(other) RETURN other.id AS id, edge.since AS since LIMIT 10")
            @NotBlank
            @Size(max = 4_000)
            String query,

            @Schema(type = "object", example = "{\"id\": 689712345678901234}") @Nullable
            Map<String, Object> params,

            @Schema(example = "Ticket 4711: who is it that alice sees?") @NotBlank @Size(max = 500)
            String reason) {}

    /** What the graph answers. */
    @Serdeable
    @Schema(name = "CypherAnswer")
    record AnswerView(
            @ArraySchema(schema = @Schema(example = "id")) List<String> columns,

            @Schema(example = "[[\"689712345678905678\", 1767225600000]]")
            List<List<@Nullable Object>> rows,

            @Schema(example = "1") int rowCount,
            @Schema(example = "false") boolean truncated,
            @Schema(example = "4") int durationMs) {}

    SandboxController(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Post
    @Operation(
            operationId = "askByCypher",
            summary = "Ask the graph by Cypher",
            description =
                    "Off unless switched on (kith.sandbox.enabled; 403 sandbox-off). One statement of a small part of the language that reads: no writes, procedures, files, list comprehensions, sums (+) or patterns (=~), paths of 4 steps at most, and properties that say how things stand. "
                            + "5 seconds, 1,000 rows, 5 MB, two at a time. Whole numbers beyond 2^53, as ids are, come as strings. Every question is logged.")
    @ApiResponse(responseCode = "400", ref = "#/components/responses/Malformed")
    @ApiResponse(responseCode = "403", ref = "#/components/responses/Forbidden")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/QueryRefused")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/Overloaded")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/StoreUnavailable")
    AnswerView ask(@Body @Valid Question body) {
        var params = body.params() == null ? Map.<String, Object>of() : body.params();
        var answer = sandbox.ask(body.query(), params, body.reason());
        var table = answer.table();
        return new AnswerView(
                table.columns(), table.rows(), table.rows().size(), table.truncated(), answer.durationMs());
    }
}
