package dev.kith.timeline;

import dev.kith.cache.Standings;
import dev.kith.id.ProfileId;
import dev.kith.post.PostView;
import dev.kith.post.Posts;
import dev.kith.profile.Profiles;
import dev.kith.web.Acting;
import dev.kith.web.Page;
import dev.kith.web.PageQuery;
import dev.kith.web.Pages;
import dev.kith.web.Problem;
import dev.kith.web.Writes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/**
 * The home timeline, plain and correct: the graph says whom a profile follows and where it belongs, Postgres what was posted there last. Nothing is kept beside the
 * stores, so this also tells what any faster way must answer.
 */
@Controller("/v1/profiles/{id}/timelines")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Timelines")
class TimelineController {

    private final Standings standings;
    private final Profiles profiles;
    private final Posts posts;
    private final Pages pages;

    TimelineController(Standings standings, Profiles profiles, Posts posts, Pages pages) {
        this.standings = standings;
        this.profiles = profiles;
        this.posts = posts;
        this.pages = pages;
    }

    @Get("/home")
    @Operation(
            operationId = "getHomeTimeline",
            summary = "A profile's home timeline",
            description =
                    "What the profiles it follows have posted, and what was posted in its communities by others, newest first, each once. For the profile itself only.")
    @Writes
    HttpResponse<Page<PostView>> home(
            HttpRequest<?> request,
            ProfileId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @RequestBean @Valid PageQuery query) {
        var reader = Acting.as(id, viewer);
        if (profiles.card(reader).isEmpty()) {
            throw Problem.notFound("profile", reader);
        }
        var sources = standings.feedSources(reader);
        return pages.answer(
                request,
                query,
                new Pages.Listing<>(
                        "home " + reader,
                        PageQuery.MAX_OF_EDGES,
                        1,
                        (before, most) ->
                                posts.newestFrom(sources.followees(), sources.communities(), reader, before, most),
                        post -> new long[] {post},
                        ids -> posts.views(ids, reader, true)));
    }
}
