package dev.kith.community;

import dev.kith.id.CommunityId;
import dev.kith.id.ProfileId;
import dev.kith.idempotency.Idempotent;
import dev.kith.web.Acting;
import dev.kith.web.EntityTag;
import dev.kith.web.Page;
import dev.kith.web.PageQuery;
import dev.kith.web.Pages;
import dev.kith.web.Reads;
import dev.kith.web.Writes;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.http.annotation.Status;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes of communities. */
@Controller("/v1/communities")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Communities")
class CommunityController {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final Communities communities;
    private final CommunityDesk desk;
    private final Pages pages;

    CommunityController(Communities communities, CommunityDesk desk, Pages pages) {
        this.communities = communities;
        this.desk = desk;
        this.pages = pages;
    }

    @Post
    @Status(HttpStatus.CREATED)
    @Idempotent
    @Operation(
            operationId = "createCommunity",
            summary = "Found a community",
            description = "Its admin is its first member.")
    @Writes
    @ApiResponse(responseCode = "409", ref = "#/components/responses/InFlight")
    @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/NotAllowed")
    HttpResponse<CommunityView> create(
            @Body @Valid NewCommunity body,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Header("Idempotency-Key") @Nullable String idempotencyKey) {
        Acting.as(body.adminId(), viewer);
        var founding =
                communities.found(List.of(new Communities.Request(body, null))).getFirst();
        return switch (founding) {
            case Founding.Founded(var id) -> {
                var shown = desk.showNew(id);
                yield HttpResponse.created(shown.view(), URI.create("/v1/communities/" + id))
                        .header(HttpHeaders.ETAG, EntityTag.of(shown.version()));
            }
            case Founding.Refused refused -> throw refused.problem();
        };
    }

    @Get("/{id}")
    @Operation(operationId = "getCommunity", summary = "Get a community")
    @Reads
    HttpResponse<CommunityView> get(CommunityId id, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        return ok(desk.show(id, viewer));
    }

    @Get
    @Operation(operationId = "listCommunities", summary = "Communities that the viewer may see, newest first")
    @Reads
    HttpResponse<Page<CommunityView>> list(
            HttpRequest<?> request,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @RequestBean @Valid PageQuery query) {
        return pages.answer(
                request,
                query,
                new Pages.Listing<>(
                        "communities",
                        PageQuery.MAX,
                        1,
                        desk::newest,
                        row -> new long[] {row.id()},
                        rows -> desk.views(rows, viewer)));
    }

    @Patch("/{id}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "editCommunity",
            summary = "Change a community, or hand it over",
            description = "For its admin only. A JSON merge patch (RFC 7396). A new admin has to be a member.")
    @Writes
    @ApiResponse(responseCode = "412", ref = "#/components/responses/Stale")
    @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/NotAllowed")
    HttpResponse<CommunityView> edit(
            CommunityId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Header("If-Match") @Nullable String ifMatch,
            @RequestBody(
                            content = {
                                @Content(
                                        mediaType = MERGE_PATCH,
                                        schema = @Schema(implementation = NewCommunity.class)),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(implementation = NewCommunity.class))
                            })
                    @Body
                    JsonNode patch) {
        return ok(desk.edit(id, Acting.required(viewer), ifMatch, patch));
    }

    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteCommunity",
            summary = "Delete a community",
            description = "For its admin only. It is hidden at once, and its memberships end soon after.")
    @Writes
    @ApiResponse(responseCode = "412", ref = "#/components/responses/Stale")
    void delete(
            CommunityId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Header("If-Match") @Nullable String ifMatch) {
        desk.delete(id, Acting.required(viewer), ifMatch);
    }

    private static HttpResponse<CommunityView> ok(CommunityDesk.Shown shown) {
        return HttpResponse.ok(shown.view()).header(HttpHeaders.ETAG, EntityTag.of(shown.version()));
    }
}
