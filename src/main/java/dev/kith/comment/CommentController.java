package dev.kith.comment;

import dev.kith.id.CommentId;
import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import dev.kith.idempotency.Idempotent;
import dev.kith.web.Acting;
import dev.kith.web.EntityTag;
import dev.kith.web.Page;
import dev.kith.web.PageQuery;
import dev.kith.web.Pages;
import dev.kith.web.Problem;
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
import io.micronaut.http.annotation.QueryValue;
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

/** The routes of comments. */
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Content")
class CommentController {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final Comments comments;
    private final CommentDesk desk;
    private final Pages pages;

    CommentController(Comments comments, CommentDesk desk, Pages pages) {
        this.comments = comments;
        this.desk = desk;
        this.pages = pages;
    }

    @Post("/posts/{id}/comments")
    @Status(HttpStatus.CREATED)
    @Idempotent
    @Operation(
            operationId = "createComment",
            summary = "Say something to a post, or to another comment",
            description =
                    "There is one level of replies: what answers a reply stands beside it. Mentions and hashtags are parsed from the text.")
    @Writes
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/IdempotencyMismatch")
    HttpResponse<CommentView> create(
            PostId id,
            @Body @Valid NewComment body,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Header("Idempotency-Key") @Nullable String idempotencyKey) {
        var author = Acting.as(body.authorId(), viewer);
        return switch (comments.create(List.of(new Comments.Request(id, body, null, List.of())))
                .getFirst()) {
            case CommentCreation.Created(var made) -> {
                var shown = comments.show(made, author).orElseThrow(() -> Problem.notFound("comment", made));
                yield HttpResponse.created(shown.view(), URI.create("/v1/comments/" + made))
                        .header(HttpHeaders.ETAG, EntityTag.of(shown.version()));
            }
            case CommentCreation.Refused(var problem) -> throw problem;
        };
    }

    @Get("/posts/{id}/comments")
    @Operation(
            operationId = "listComments",
            summary = "The threads of a post, newest first",
            description =
                    "With parentCommentId, the replies in one thread. A comment that was deleted after it was answered keeps its place.")
    @Reads
    HttpResponse<Page<CommentView>> list(
            HttpRequest<?> request,
            PostId id,
            @QueryValue @Nullable CommentId parentCommentId,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @RequestBean @Valid PageQuery query) {
        if (!comments.mayList(id, viewer)) {
            throw Problem.notFound("post", id);
        }
        return pages.answer(
                request,
                query,
                new Pages.Listing<>(
                        "comments " + id + (parentCommentId == null ? "" : " " + parentCommentId),
                        PageQuery.MAX,
                        1,
                        (before, most) -> comments.newest(id, parentCommentId, before, most),
                        comment -> new long[] {comment},
                        ids -> comments.views(ids, viewer)));
    }

    @Get("/comments/{id}")
    @Operation(operationId = "getComment", summary = "Get a comment")
    @Reads
    HttpResponse<CommentView> get(CommentId id, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        return ok(comments.show(id, viewer).orElseThrow(() -> Problem.notFound("comment", id)));
    }

    @Patch("/comments/{id}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "editComment",
            summary = "Change a comment",
            description = "For its author only. A JSON merge patch (RFC 7396). What it said before is kept.")
    @Writes
    @ApiResponse(responseCode = "412", ref = "#/components/responses/Stale")
    @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
    HttpResponse<CommentView> edit(
            CommentId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Header("If-Match") @Nullable String ifMatch,
            @RequestBody(
                            content = {
                                @Content(mediaType = MERGE_PATCH, schema = @Schema(implementation = CommentEdit.class)),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(implementation = CommentEdit.class))
                            })
                    @Body
                    JsonNode patch) {
        return ok(desk.edit(id, Acting.required(viewer), ifMatch, patch));
    }

    @Delete("/comments/{id}")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteComment",
            summary = "Delete a comment",
            description =
                    "For its author, and for the post's. It is hidden at once; where it was answered, its place is left.")
    @Writes
    @ApiResponse(responseCode = "412", ref = "#/components/responses/Stale")
    void delete(
            CommentId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Header("If-Match") @Nullable String ifMatch) {
        desk.delete(id, Acting.required(viewer), ifMatch);
    }

    private static HttpResponse<CommentView> ok(Comments.Shown shown) {
        return HttpResponse.ok(shown.view()).header(HttpHeaders.ETAG, EntityTag.of(shown.version()));
    }
}
