package dev.kith.audit;

import dev.kith.web.Page;
import dev.kith.web.PageQuery;
import dev.kith.web.Pages;
import dev.kith.web.Pages.Listing;
import dev.kith.web.Pages.Seen;
import dev.kith.web.Reads;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The routes of the catalogue of audits, and those by which they are made. */
@Controller("/v1/audits")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Audits")
class AuditController {

    private final Catalogue catalogue;
    private final AuditRuns runs;
    private final Pages pages;

    /**
     * What an audit is told.
     *
     * @param params by their names; those that are absent have their defaults
     */
    @Serdeable
    @Introspected
    @Schema(name = "NewAuditRun")
    record NewRun(
            @Schema(type = "object", example = "{\"follows\": 100}") @Nullable
            Map<String, Object> params) {}

    AuditController(Catalogue catalogue, AuditRuns runs, Pages pages) {
        this.catalogue = catalogue;
        this.runs = runs;
        this.pages = pages;
    }

    @Get
    @Operation(operationId = "listAudits", summary = "All audits, what each checks and what is expected of it")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/StoreUnavailable")
    AuditView.All list() {
        return new AuditView.All(catalogue.all().stream().map(AuditView::of).toList());
    }

    @Post("/{name}/runs")
    @Status(HttpStatus.CREATED)
    @Operation(
            operationId = "runAudit",
            summary = "Make an audit now",
            description =
                    "Reads the graph within the audit's budget and answers what it found, ids as strings. A run that takes longer, or too much memory, is kept as well, with its failure and no rows.")
    @Reads
    @ApiResponse(responseCode = "429", ref = "#/components/responses/Overloaded")
    HttpResponse<AuditRunView> run(
            @Parameter(example = "follow_bursts") String name, @Body @Valid @Nullable NewRun body) {
        var params = body == null || body.params() == null ? Map.<String, Object>of() : body.params();
        var run = runs.run(name, params);
        return HttpResponse.created(run, URI.create(AuditRunController.PATH + "/" + run.id()));
    }

    @Get("/{name}/runs")
    @Operation(
            operationId = "listAuditRuns",
            summary = "When an audit was made and how it went, the newest first",
            description = "Without what it found, which each run tells.")
    @Reads
    HttpResponse<Page<AuditRunView.Summary>> runs(
            HttpRequest<?> request,
            @Parameter(example = "follow_bursts") String name,
            @RequestBean @Valid PageQuery query) {
        var audit = catalogue.find(name);
        return pages.answer(
                request,
                query,
                new Listing<>(
                        "runs of audit " + audit.name(),
                        PageQuery.MAX,
                        1,
                        (position, most) -> runs.newest(audit, position == null ? Long.MAX_VALUE : position[0], most),
                        row -> new long[] {row.id()},
                        rows -> rows.stream()
                                .map(row -> new Seen<>(row, runs.view(row).summary()))
                                .toList()));
    }
}
