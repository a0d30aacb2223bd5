package dev.kith.post;

import dev.kith.id.CommunityId;
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
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes of posts. */
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Content")
class PostController {

    private final Posts posts;
    private final Pages pages;

    PostController(Posts posts, Pages pages) {
        this.posts = posts;
        this.pages = pages;
    }

    @Post("/posts")
    @Status(HttpStatus.CREATED)
    @Idempotent
    @Operation(
            operationId = "createPost",
            summary = "Post something",
            description = "Mentions (@handle) and hashtags (#tag) are parsed from the text.")
    @Writes
    @ApiResponse(responseCode = "409", ref = "#/components/responses/InFlight")
    @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/IdempotencyMismatch")
    HttpResponse<PostView> create(
            @Body @Valid NewPost body,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Header("Idempotency-Key") @Nullable String idempotencyKey) {
        var author = Acting.as(body.authorId(), viewer);
        return switch (posts.create(List.of(new Posts.Request(body, null))).getFirst()) {
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
        if (!posts.delete(id, Acting.required(viewer), ifMatch)) {
            throw Problem.notFound("post", id);
        }
    }

    @Get("/communities/{id}/posts")
    @Operation(operationId = "listPostsOfCommunity", summary = "A community's posts, newest first")
    @Reads
    HttpResponse<Page<PostView>> ofCommunity(
            HttpRequest<?> request,
            CommunityId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @RequestBean @Valid PageQuery query) {
        if (!posts.mayList(id, viewer)) {
            throw Problem.notFound("community", id);
        }
        return pages.answer(
                request,
                query,
                new Pages.Listing<>(
                        "community posts " + id,
                        PageQuery.MAX_OF_EDGES,
                        1,
                        (before, most) -> posts.newestFor(id, before, most),
                        post -> new long[] {post},
                        ids -> posts.views(ids, viewer, false)));
    }

    @Get("/profiles/{id}/posts")
    @Operation(operationId = "listPostsOfProfile", summary = "A profile's posts, newest first")
    @Reads
    HttpResponse<Page<PostView>> ofProfile(
            HttpRequest<?> request,
            ProfileId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @RequestBean @Valid PageQuery query) {
        if (!posts.mayList(id, viewer)) {
            throw Problem.notFound("profile", id);
        }
        return pages.answer(
                request,
                query,
                new Pages.Listing<>(
                        "posts " + id,
                        PageQuery.MAX_OF_EDGES,
                        1,
                        (before, most) -> posts.newestOf(id, before, most),
                        post -> new long[] {post},
                        ids -> posts.views(ids, viewer, false)));
    }
}
