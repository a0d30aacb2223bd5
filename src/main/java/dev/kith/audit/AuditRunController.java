package dev.kith.audit;

import dev.kith.id.AuditRunId;
import dev.kith.web.Reads;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/** The routes of what audits found. */
@Controller(AuditRunController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Audits")
class AuditRunController {

    static final String PATH = "/v1/audit-runs";

    private final AuditRuns runs;
    private final AuditDrawing drawing;

    AuditRunController(AuditRuns runs, AuditDrawing drawing) {
        this.runs = runs;
        this.drawing = drawing;
    }

    @Get("/{id}")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @Operation(
            operationId = "getAuditRun",
            summary = "What an audit found",
            description =
                    "As JSON, or as CSV for who accepts text/csv, with a column that says whether the row is new.")
    @Reads
    @ApiResponse(
            responseCode = "200",
            description = "The run",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = AuditRunView.class)),
                @Content(
                        mediaType = MediaType.TEXT_CSV,
                        schema = @Schema(type = "string", example = "source,target,new\r\n"))
            })
    HttpResponse<?> get(AuditRunId id, HttpRequest<?> request) {
        var run = runs.find(id);
        var wanted = request.accept();
        var isCsv = wanted.contains(MediaType.TEXT_CSV_TYPE) && !wanted.contains(MediaType.APPLICATION_JSON_TYPE);
        return isCsv
                ? HttpResponse.ok(run.csv()).contentType(MediaType.TEXT_CSV_TYPE)
                : HttpResponse.ok(run).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    @Get("/{id}/graph")
    @Operation(
            operationId = "drawAuditRun",
            summary = "Those whose ids an audit found, and the edges between them",
            description =
                    "At most 300 profiles and communities, in the order of the rows, and the edges of every kind between those of one row, as they are now.")
    @Reads
    AuditDrawing.View graph(AuditRunId id) {
        return drawing.of(runs.find(id));
    }
}
