package dev.kith.post;

import dev.kith.community.Topics;
import dev.kith.id.CommunityId;
import dev.kith.id.ProfileId;
import dev.kith.id.TopicId;
import dev.kith.web.Page;
import dev.kith.web.PageQuery;
import dev.kith.web.Pages;
import dev.kith.web.Problem;
import dev.kith.web.Reads;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The timelines of one source: a profile, a community, a topic, a hashtag. */
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Content")
class PostListController {

    private final Posts posts;
    private final Topics topics;
    private final Pages pages;

    PostListController(Posts posts, Topics topics, Pages pages) {
        this.posts = posts;
        this.topics = topics;
        this.pages = pages;
    }

    @Get("/profiles/{id}/posts")
    @Operation(
            operationId = "listPostsOfProfile",
            summary = "A profile's posts, and those that others address to it, newest first")
    @Reads
    HttpResponse<Page<PostView>> ofProfile(
            HttpRequest<?> request,
            ProfileId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @RequestBean @Valid PageQuery query) {
        if (!posts.mayList(id, viewer)) {
            throw Problem.notFound("profile", id);
        }
        return answer(request, query, Optional.of(id.value()), viewer);
    }

    @Get("/communities/{id}/posts")
    @Operation(
            operationId = "listPostsOfCommunity",
            summary = "A community's posts, newest first",
            description = "With topicId, those of one topic.")
    @Reads
    HttpResponse<Page<PostView>> ofCommunity(
            HttpRequest<?> request,
            CommunityId id,
            @QueryValue @Nullable TopicId topicId,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @RequestBean @Valid PageQuery query) {
        requireOpen(id, viewer);
        if (topicId != null && !id.equals(topics.communities(List.of(topicId)).get(topicId))) {
            throw Problem.notFound("topic", topicId);
        }
        return answer(request, query, Optional.of(topicId == null ? id.value() : topicId.value()), viewer);
    }

    @Get("/topics/{id}/posts")
    @Operation(operationId = "listPostsOfTopic", summary = "A topic's posts, newest first")
    @Reads
    HttpResponse<Page<PostView>> ofTopic(
            HttpRequest<?> request,
            TopicId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @RequestBean @Valid PageQuery query) {
        var community = topics.communities(List.of(id)).get(id);
        if (community == null || !posts.mayList(community, viewer)) {
            throw Problem.notFound("topic", id);
        }
        return answer(request, query, Optional.of(id.value()), viewer);
    }

    @Get("/hashtags/{tag}/posts")
    @Operation(
            operationId = "listPostsOfHashtag",
            summary = "The posts with a hashtag, newest first",
            description = "The tag without its sign; capitals don't matter. One that nothing carries has no posts.")
    @Reads
    HttpResponse<Page<PostView>> ofHashtag(
            HttpRequest<?> request,
            String tag,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @RequestBean @Valid PageQuery query) {
        return answer(request, query, posts.source(tag), viewer);
    }

    private void requireOpen(CommunityId id, @Nullable ProfileId viewer) {
        if (!posts.mayList(id, viewer)) {
            throw Problem.notFound("community", id);
        }
    }

    private HttpResponse<Page<PostView>> answer(
            HttpRequest<?> request, PageQuery query, Optional<Long> source, @Nullable ProfileId viewer) {
        return pages.answer(
                request,
                query,
                new Pages.Listing<>(
                        "posts " + source.map(String::valueOf).orElse("nowhere"),
                        PageQuery.MAX_OF_EDGES,
                        1,
                        (before, most) -> source.map(known -> posts.newest(known, before, most))
                                .orElse(List.of()),
                        post -> new long[] {post},
                        ids -> posts.views(ids, viewer, false)));
    }
}
