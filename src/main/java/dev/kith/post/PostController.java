package dev.kith.post;

import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import dev.kith.idempotency.Idempotent;
import dev.kith.web.Acting;
import dev.kith.web.EntityTag;
import dev.kith.web.Problem;
import dev.kith.web.Reads;
import dev.kith.web.Writes;
import io.micronaut.http.HttpHeaders;
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

/** The routes of posts. */
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Content")
class PostController {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final Posts posts;
    private final PostDesk desk;

    PostController(Posts posts, PostDesk desk) {
        this.posts = posts;
        this.desk = desk;
    }

    @Post("/posts")
    @Status(HttpStatus.CREATED)
    @Idempotent
    @Operation(
            operationId = "createPost",
            summary = "Post something",
            description =
                    "Mentions (@handle, @community:id) and hashtags (#tag) are parsed from the text. A REPOST passes on originalPostId, once for each profile.")
    @Writes
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/IdempotencyMismatch")
    HttpResponse<PostView> create(
            @Body @Valid NewPost body,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Header("Idempotency-Key") @Nullable String idempotencyKey) {
        var author = Acting.as(body.authorId(), viewer);
        return switch (posts.create(List.of(new Posts.Request(body, null, List.of())))
                .getFirst()) {
            case PostCreation.Created(var id) -> {
                var shown = posts.show(id, author).orElseThrow(() -> Problem.notFound("post", id));
                yield HttpResponse.created(shown.view(), URI.create("/v1/posts/" + id))
                        .header(HttpHeaders.ETAG, EntityTag.of(shown.version()));
            }
            case PostCreation.Refused refused -> throw refused.problem();
        };
    }

    @Get("/posts/{id}")
    @Operation(operationId = "getPost", summary = "Get a post")
    @Reads
    HttpResponse<PostView> get(PostId id, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        var shown = posts.show(id, viewer).orElseThrow(() -> Problem.notFound("post", id));
        return HttpResponse.ok(shown.view()).header(HttpHeaders.ETAG, EntityTag.of(shown.version()));
    }

    @Patch("/posts/{id}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "editPost",
            summary = "Change a post",
            description = "For its author only. A JSON merge patch (RFC 7396). What it said before is kept.")
    @Writes
    @ApiResponse(responseCode = "412", ref = "#/components/responses/Stale")
    @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/NotAllowed")
    HttpResponse<PostView> edit(
            PostId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Header("If-Match") @Nullable String ifMatch,
            @RequestBody(
                            content = {
                                @Content(mediaType = MERGE_PATCH, schema = @Schema(implementation = PostEdit.class)),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(implementation = PostEdit.class))
                            })
                    @Body
                    JsonNode patch) {
        var shown = desk.edit(id, Acting.required(viewer), ifMatch, patch);
        return HttpResponse.ok(shown.view()).header(HttpHeaders.ETAG, EntityTag.of(shown.version()));
    }

    @Delete("/posts/{id}")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deletePost",
            summary = "Delete a post",
            description = "For its author only. It is hidden at once.")
    @Writes
    @ApiResponse(responseCode = "412", ref = "#/components/responses/Stale")
    void delete(
            PostId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Header("If-Match") @Nullable String ifMatch) {
        desk.delete(id, Acting.required(viewer), ifMatch);
    }
}
