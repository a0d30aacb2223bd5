package dev.kith.recommendation;

import dev.kith.id.RunId;
import dev.kith.web.Page;
import dev.kith.web.PageQuery;
import dev.kith.web.Pages;
import dev.kith.web.Pages.Listing;
import dev.kith.web.Pages.Seen;
import dev.kith.web.Reads;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;

/** The routes of the runs of the built-in generator. */
@Controller(RunController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Recommendations")
class RunController {

    static final String PATH = "/v1/recommendations/runs";

    private final Runs runs;
    private final Pages pages;

    RunController(Runs runs, Pages pages) {
        this.runs = runs;
        this.pages = pages;
    }

    @Post
    @Status(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "beginRecommendationRun",
            summary = "Work out recommendations for all who have read lately",
            description =
                    "As is done every night. Each set is replaced as by any other job, under the run's id. While one is under way, that is answered.")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/StoreUnavailable")
    HttpResponse<RunRow.View> begin() {
        return accepted(runs.begin(null));
    }

    @Get
    @Operation(operationId = "listRecommendationRuns", summary = "Runs of the generator, the newest first")
    @ApiResponse(responseCode = "400", ref = "#/components/responses/Malformed")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/StoreUnavailable")
    HttpResponse<Page<RunRow.View>> list(HttpRequest<?> request, @RequestBean @Valid PageQuery query) {
        return pages.answer(
                request,
                query,
                new Listing<>(
                        "recommendation runs",
                        PageQuery.MAX,
                        1,
                        (position, most) -> runs.newest(position == null ? Long.MAX_VALUE : position[0], most),
                        row -> new long[] {row.id()},
                        rows -> rows.stream()
                                .map(row -> new Seen<>(row, row.view()))
                                .toList()));
    }

    @Get("/{id}")
    @Operation(operationId = "getRecommendationRun", summary = "How far a run of the generator has come")
    @Reads
    RunRow.View get(RunId id) {
        return runs.find(id).view();
    }

    static HttpResponse<RunRow.View> accepted(RunRow run) {
        return HttpResponse.accepted(URI.create(PATH + "/" + run.id())).body(run.view());
    }
}
