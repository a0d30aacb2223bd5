package dev.kith.timeline;

import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import dev.kith.profile.Profiles;
import dev.kith.web.Acting;
import dev.kith.web.Flag;
import dev.kith.web.PageQuery;
import dev.kith.web.Pages;
import dev.kith.web.Problem;
import dev.kith.web.Writes;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The routes of timelines. */
@Controller(TimelineController.PATH)
@Tag(name = "Timelines")
class TimelineController {

    static final String PATH = "/v1/profiles/{id}/timelines";
    static final String HOME = "/home";

    private final Profiles profiles;
    private final HomeTimelines timelines;
    private final Explaining explaining;
    private final FirstPages firstPages;
    private final Pages pages;
    private final JsonMapper json;
    private final Clock clock;

    TimelineController(
            Profiles profiles,
            HomeTimelines timelines,
            Explaining explaining,
            FirstPages firstPages,
            Pages pages,
            JsonMapper json,
            Clock clock) {
        this.profiles = profiles;
        this.timelines = timelines;
        this.explaining = explaining;
        this.firstPages = firstPages;
        this.pages = pages;
        this.json = json;
        this.clock = clock;
    }

    @Get(HOME)
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(
            operationId = "getHomeTimeline",
            summary = "A profile's home timeline",
            description =
                    "What the profiles it follows have posted, and what was posted in its communities by others, newest first, each once. For the profile itself only.")
    @Writes
    @ApiResponse(
            responseCode = "200",
            description = "The page.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = HomeTimelineView.class)))
    HttpResponse<byte[]> home(
            HttpRequest<?> request,
            ProfileId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Parameter(description = "Whether to tell where it comes from and how deep.") @QueryValue @Nullable
                    Boolean coverage,
            @RequestBean @Valid PageQuery query)
            throws IOException {
        var covered = Flag.isSet(request, "coverage", coverage);
        if (!isPlain(request)) {
            return make(request, reader(id, viewer), query, covered, new HashSet<>())
                    .page()
                    .answer(request);
        }
        var key = new FirstPages.Key(Acting.as(id, viewer), query.limit(PageQuery.MAX_OF_EDGES));
        var found = firstPages.find(key);
        if (found.page() != null) {
            return found.page().answer(request);
        }
        var now = clock.instant();
        var reader = key.reader();
        var things = new TreeSet<>(List.of(reader.value()));
        var made = make(request, reader(reader, null), query, false, things);
        var parts = new FirstPages.Parts(List.copyOf(made.candidates().lists().keySet()), List.copyOf(things));
        firstPages.keep(key, found, parts, made.page(), now);
        return made.page().answer(request);
    }

    /** The first page, and nothing asked for that not everybody asks for: the link to the next repeats it. */
    private static boolean isPlain(HttpRequest<?> request) {
        return Set.of("limit").containsAll(request.getParameters().names());
    }

    /** A page, and from what it is made. */
    private record Made(Candidates candidates, ReadyPage page) {}

    private Made make(HttpRequest<?> request, ProfileId reader, PageQuery query, boolean coverage, Set<Long> things)
            throws IOException {
        var now = clock.instant();
        var candidates = timelines.candidates(reader);
        var answer = pages.answer(
                request,
                query,
                new Pages.Listing<>(
                        "home " + reader,
                        PageQuery.MAX_OF_EDGES,
                        1,
                        candidates::newest,
                        post -> new long[] {post},
                        ids -> timelines.views(candidates, ids, things::add)));
        var view = HomeTimelineView.of(
                Objects.requireNonNull(answer.body()), now, coverage ? Coverage.of(candidates) : null);
        return new Made(
                candidates,
                new ReadyPage(json.writeValueAsBytes(view), answer.getHeaders().get(HttpHeaders.LINK)));
    }

    @Get("/home/explain")
    @ExecuteOn(TaskExecutors.BLOCKING)
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
