package dev.kith.batch;

import dev.kith.id.BatchId;
import dev.kith.id.ProfileId;
import dev.kith.idempotency.Idempotent;
import dev.kith.web.Page;
import dev.kith.web.PageQuery;
import dev.kith.web.Pages;
import dev.kith.web.Pages.Listing;
import dev.kith.web.Pages.Seen;
import dev.kith.web.Reads;
import dev.kith.web.Writes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The routes of batches. */
@Controller("/v1/batches")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Batches")
class BatchController {

    private final Batches batches;
    private final BatchItemRepository items;
    private final Pages pages;

    BatchController(Batches batches, BatchItemRepository items, Pages pages) {
        this.batches = batches;
        this.items = items;
        this.pages = pages;
    }

    @Post("/follows")
    @Status(HttpStatus.ACCEPTED)
    @Idempotent
    @Operation(
            operationId = "createFollowBatch",
            summary = "Follow many profiles, or have many follow",
            description =
                    "Up to 1,000 pairs, each once: a source and its targets, or items. Up to 1,000,000 as CSV (sourceId,targetId) or NDJSON, for which no Idempotency-Key is heeded. "
                            + "Each is done by and by as a single follow would be; those that exist do not count towards the cap.")
    @Writes
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "413", ref = "#/components/responses/TooLarge")
    @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/NotAllowed")
    HttpResponse<BatchView> follow(
            @PairsBody @Body @Valid NewBatch body,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Header("Idempotency-Key") @Nullable String idempotencyKey) {
        return accepted(batches.create(BatchKind.FOLLOW, viewer, body.pairs()), viewer);
    }

    @Post("/unfollows")
    @Status(HttpStatus.ACCEPTED)
    @Idempotent
    @Operation(
            operationId = "createUnfollowBatch",
            summary = "End many follows, and withdraw requests",
            description =
                    "Up to 1,000 pairs, each once: a source and its targets, or items. Up to 1,000,000 as CSV (sourceId,targetId) or NDJSON, for which no Idempotency-Key is heeded.")
    @Writes
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "413", ref = "#/components/responses/TooLarge")
    @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/NotAllowed")
    HttpResponse<BatchView> unfollow(
            @PairsBody @Body @Valid NewBatch body,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Header("Idempotency-Key") @Nullable String idempotencyKey) {
        return accepted(batches.create(BatchKind.UNFOLLOW, viewer, body.pairs()), viewer);
    }

    @Get("/{id}")
    @Operation(
            operationId = "getBatch",
            summary = "How far a batch has come",
            description = "To a viewer, those of which it is the source of all pairs.")
    @Reads
    BatchView get(BatchId id, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        return batches.status(id, viewer);
    }

    @Get("/{id}/items")
    @Operation(operationId = "listBatchItems", summary = "What came of each pair of a batch, in the order of the pairs")
    @Reads
    HttpResponse<Page<BatchItemView>> items(
            HttpRequest<?> request,
            BatchId id,
            @QueryValue @Nullable String outcome,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @RequestBean @Valid PageQuery query) {
        var batch = batches.seen(id, viewer).id();
        var letter = Batches.letter(outcome);
        return pages.answer(
                request,
                query,
                new Listing<>(
                        "items of batch " + id + " that are " + outcome,
                        PageQuery.MAX_OF_EDGES,
                        1,
                        (position, most) ->
                                items.page(batch, position == null ? -1 : Math.toIntExact(position[0]), letter, most),
                        item -> new long[] {item.number()},
                        rows -> rows.stream()
                                .map(item -> new Seen<>(item, BatchItemView.of(item)))
                                .toList()));
    }

    @Post("/{id}/cancel")
    @Status(HttpStatus.OK)
    @Operation(
            operationId = "cancelBatch",
            summary = "Cancel a batch",
            description = "For good. What is under way is done to its end, and what was done is not undone.")
    @Writes
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    BatchView cancel(BatchId id, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        return batches.cancel(id, viewer);
    }

    @Post("/{id}/retry")
    @Status(HttpStatus.OK)
    @Operation(operationId = "retryBatch", summary = "Do again what has failed of a batch that is done")
    @Writes
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    BatchView retry(BatchId id, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        return batches.retry(id, viewer);
    }

    private HttpResponse<BatchView> accepted(BatchId id, @Nullable ProfileId viewer) {
        return HttpResponse.accepted(URI.create("/v1/batches/" + id)).body(batches.status(id, viewer));
    }
}
