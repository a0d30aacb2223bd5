package dev.kith.reconcile;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kith.id.MalformedId;
import dev.kith.id.ReconciliationId;
import dev.kith.reconcile.ReconciliationView.FindingView;
import dev.kith.web.Page;
import dev.kith.web.PageQuery;
import dev.kith.web.Pages;
import dev.kith.web.Pages.Listing;
import dev.kith.web.Pages.Seen;
import dev.kith.web.Problem;
import dev.kith.web.Reads;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.http.annotation.Status;
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
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The routes by which stores are compared, and what differs is repaired. */
@Controller(ReconciliationController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Reconciliations")
class ReconciliationController {

    static final String PATH = "/v1/reconciliations";

    private static final int MOST_FINDINGS = 1_000;

    private final Reconciliations reconciliations;
    private final Repairs repairs;
    private final Pages pages;

    /**
     * What is to be compared.
     *
     * @param places all when absent
     * @param afterId what has this id or a lesser one is not compared
     * @param toId what has a greater id is not compared
     */
    @Serdeable
    @Introspected
    @Schema(name = "NewReconciliation")
    record NewReconciliation(
            @ArraySchema(schema = @Schema(example = "PROFILES")) @Nullable
            List<Place> places,

            @Schema(example = "689712345678901234") @Nullable
            String afterId,

            @Schema(example = "689712345678905678") @Nullable
            String toId) {}

    /**
     * What is to be repaired.
     *
     * @param places all when absent
     * @param dryRun whether it is only said what would be done; so it is when absent
     * @param erase whether edges may be erased of those of whom there is no row; not when absent
     */
    @Serdeable
    @Introspected
    @Schema(name = "NewRepair")
    record NewRepair(
            @ArraySchema(schema = @Schema(example = "PROFILES")) @Nullable
            List<Place> places,

            @Schema(example = "false") @Nullable Boolean dryRun,
            @Schema(example = "false") @Nullable Boolean erase) {}

    /** What was found to differ. */
    @Serdeable
    @Schema(name = "Divergences")
    record Findings(
            List<FindingView> items,

            @Schema(example = "689712345678901234") @JsonInclude @Nullable
            String nextKey) {}

    ReconciliationController(Reconciliations reconciliations, Repairs repairs, Pages pages) {
        this.reconciliations = reconciliations;
        this.repairs = repairs;
        this.pages = pages;
    }

    @Post
    @Status(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "beginReconciliation",
            summary = "Compare what the stores hold of the same facts",
            description =
                    "Only reads. What seems to differ is looked at again for a while, so that what is being written at the time does not count.")
    @ApiResponse(responseCode = "400", ref = "#/components/responses/Malformed")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/StoreUnavailable")
    HttpResponse<ReconciliationView> begin(@Body @Valid @Nullable NewReconciliation body) {
        var wanted = body == null ? new NewReconciliation(null, null, null) : body;
        var begun = reconciliations.begin(
                wanted.places() == null ? List.of() : wanted.places(),
                id("afterId", wanted.afterId()),
                id("toId", wanted.toId()));
        return HttpResponse.<ReconciliationView>accepted(URI.create(PATH + "/" + begun.id()))
                .body(begun);
    }

    @Get
    @Operation(operationId = "listReconciliations", summary = "When stores were compared, the newest first")
    @ApiResponse(responseCode = "400", ref = "#/components/responses/Malformed")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/StoreUnavailable")
    HttpResponse<Page<ReconciliationView>> list(HttpRequest<?> request, @RequestBean @Valid PageQuery query) {
        return pages.answer(
                request,
                query,
                new Listing<>(
                        "reconciliations",
                        PageQuery.MAX,
                        1,
                        (position, most) ->
                                reconciliations.newest(position == null ? Long.MAX_VALUE : position[0], most),
                        row -> new long[] {row.id()},
                        rows -> {
                            var views = reconciliations.views(rows);
                            return IntStream.range(0, rows.size())
                                    .mapToObj(i -> new Seen<>(rows.get(i), views.get(i)))
                                    .toList();
                        }));
    }

    @Get("/{id}")
    @Operation(
            operationId = "getReconciliation",
            summary = "How far a comparison has come, and how much differs in each place")
    @Reads
    ReconciliationView get(ReconciliationId id) {
        return reconciliations.find(id);
    }

    @Get("/{id}/findings")
    @Operation(
            operationId = "listDivergences",
            summary = "What differs in a place",
            description = "In order of the keys, less what is too much to be kept.")
    @Reads
    Findings findings(
            ReconciliationId id,
            @QueryValue Place place,
            @Parameter(description = "The nextKey of the part before.") @QueryValue @Nullable String after,
            @QueryValue(defaultValue = "100") @Min(1) @Max(MOST_FINDINGS) int limit) {
        reconciliations.find(id);
        var found = reconciliations.findings(id, place, after == null ? "" : after, limit + 1);
        var items = found.stream().limit(limit).map(FindingView::of).toList();
        return new Findings(items, found.size() > limit ? items.getLast().key() : null);
    }

    @Post("/{id}/repairs")
    @Operation(
            operationId = "repairReconciliation",
            summary = "Repair what a comparison found, or say what would be done",
            description =
                    "Only what was found then and differs still is repaired: those who keep the wrong side learn of it again, and what Redis keeps is removed and made anew. May be sent again.")
    @Reads
    @ApiResponse(responseCode = "409", ref = "#/components/responses/ReconciliationUnfit")
    RepairView repair(ReconciliationId id, @Body @Valid @Nullable NewRepair body) {
        var wanted = body == null ? new NewRepair(null, null, null) : body;
        return repairs.repair(
                id,
                wanted.places() == null ? List.of() : wanted.places(),
                !Boolean.FALSE.equals(wanted.dryRun()),
                Boolean.TRUE.equals(wanted.erase()));
    }

    private static @Nullable Long id(String field, @Nullable String text) {
        try {
            return text == null ? null : MalformedId.parse(text);
        } catch (MalformedId malformed) {
            throw Problem.malformed(field, String.valueOf(malformed.getMessage()));
        }
    }
}
