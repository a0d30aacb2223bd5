package dev.kith.timeline;

import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import dev.kith.profile.Profiles;
import dev.kith.web.Acting;
import dev.kith.web.PageQuery;
import dev.kith.web.Pages;
import dev.kith.web.Problem;
import dev.kith.web.Writes;
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
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The routes of timelines. */
@Controller("/v1/profiles/{id}/timelines")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Timelines")
class TimelineController {

    private final Profiles profiles;
    private final HomeTimelines timelines;
    private final Explaining explaining;
    private final Pages pages;
    private final Clock clock;

    TimelineController(Profiles profiles, HomeTimelines timelines, Explaining explaining, Pages pages, Clock clock) {
        this.profiles = profiles;
        this.timelines = timelines;
        this.explaining = explaining;
        this.pages = pages;
        this.clock = clock;
    }

    @Get("/home")
    @Operation(
            operationId = "getHomeTimeline",
            summary = "A profile's home timeline",
            description =
                    "What the profiles it follows have posted, and what was posted in its communities by others, newest first, each once. For the profile itself only.")
    @Writes
    HttpResponse<HomeTimelineView> home(
            HttpRequest<?> request,
            ProfileId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Parameter(description = "Whether to tell where it comes from and how deep.") @QueryValue @Nullable
                    Boolean coverage,
            @RequestBean @Valid PageQuery query) {
        var reader = reader(id, viewer);
        var now = clock.instant();
        var candidates = timelines.candidates(reader);
        var page = pages.answer(
                request,
                query,
                new Pages.Listing<>(
                        "home " + reader,
                        PageQuery.MAX_OF_EDGES,
                        1,
                        candidates::newest,
                        post -> new long[] {post},
                        ids -> timelines.views(candidates, ids)));
        return page.toMutableResponse()
                .body(HomeTimelineView.of(
                        Objects.requireNonNull(page.body()),
                        now,
                        Boolean.TRUE.equals(coverage) ? Coverage.of(candidates) : null));
    }

    @Get("/home/explain")
    @Operation(
            operationId = "explainHomeTimeline",
            summary = "Why a post is, or is not, in a profile's home timeline",
            description =
                    "The decisions in their order, by the same code that makes the timeline; one that hides is enough. For operators: it tells what the profile itself never learns, such as who blocks it.")
    @Writes
    Explanation explain(
            ProfileId id,
            @Parameter(example = "689712345678905678") @QueryValue PostId postId,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        return explaining.explain(postId, reader(id, viewer));
    }

    private ProfileId reader(ProfileId id, @Nullable ProfileId viewer) {
        var reader = Acting.as(id, viewer);
        if (profiles.card(reader).isEmpty()) {
            throw Problem.notFound("profile", reader);
        }
        return reader;
    }
}
