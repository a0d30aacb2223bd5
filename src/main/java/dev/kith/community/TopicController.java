package dev.kith.community;

import dev.kith.community.Topics.NewTopic;
import dev.kith.community.Topics.TopicView;
import dev.kith.id.CommunityId;
import dev.kith.id.ProfileId;
import dev.kith.id.TopicId;
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
import org.jspecify.annotations.Nullable;

/** The routes of topics: hashtags within a community. */
@Controller("/v1/communities/{id}/topics")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Communities")
class TopicController {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final Topics topics;
    private final Pages pages;

    TopicController(Topics topics, Pages pages) {
        this.topics = topics;
        this.pages = pages;
    }

    @Post
    @Status(HttpStatus.CREATED)
    @Idempotent
    @Operation(operationId = "createTopic", summary = "Give a community a topic", description = "For its admin only.")
    @Writes
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/IdempotencyMismatch")
    HttpResponse<TopicView> create(
            CommunityId id,
            @Body @Valid NewTopic body,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Header("Idempotency-Key") @Nullable String idempotencyKey) {
        var topic = topics.create(id, Acting.required(viewer), body);
        return HttpResponse.created(
                        topic.view(),
                        URI.create("/v1/communities/" + id + "/topics/"
                                + topic.view().id()))
                .header(HttpHeaders.ETAG, EntityTag.of(topic.version()));
    }

    @Get
    @Operation(operationId = "listTopics", summary = "A community's topics, newest first")
    @Reads
    HttpResponse<Page<TopicView>> list(
            HttpRequest<?> request,
            CommunityId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @RequestBean @Valid PageQuery query) {
        topics.requireVisible(id, viewer);
        return pages.answer(
                request,
                query,
                new Pages.Listing<>(
                        "topics " + id,
                        PageQuery.MAX,
                        1,
                        (before, most) -> topics.newest(id, before, most),
                        row -> new long[] {row.id()},
                        Topics::views));
    }

    @Get("/{topicId}")
    @Operation(operationId = "getTopic", summary = "Get a topic")
    @Reads
    HttpResponse<TopicView> get(CommunityId id, TopicId topicId, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        topics.requireVisible(id, viewer);
        return ok(topics.show(id, topicId));
    }

    @Patch("/{topicId}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "editTopic",
            summary = "Change a topic",
            description = "For the community's admin only. A JSON merge patch (RFC 7396).")
    @Writes
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "412", ref = "#/components/responses/Stale")
    @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
    HttpResponse<TopicView> edit(
            CommunityId id,
            TopicId topicId,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Header("If-Match") @Nullable String ifMatch,
            @RequestBody(
                            content = {
                                @Content(mediaType = MERGE_PATCH, schema = @Schema(implementation = NewTopic.class)),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(implementation = NewTopic.class))
                            })
                    @Body
                    JsonNode patch) {
        return ok(topics.edit(id, topicId, Acting.required(viewer), ifMatch, patch));
    }

    @Delete("/{topicId}")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(operationId = "deleteTopic", summary = "Delete a topic", description = "For the community's admin only.")
    @Writes
    @ApiResponse(responseCode = "412", ref = "#/components/responses/Stale")
    void delete(
            CommunityId id,
            TopicId topicId,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Header("If-Match") @Nullable String ifMatch) {
        topics.delete(id, topicId, Acting.required(viewer), ifMatch);
    }

    private static HttpResponse<TopicView> ok(Topics.Shown shown) {
        return HttpResponse.ok(shown.view()).header(HttpHeaders.ETAG, EntityTag.of(shown.version()));
    }
}
