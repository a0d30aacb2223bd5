package dev.kith.relation;

import dev.kith.graph.Follow;
import dev.kith.graph.FollowResult;
import dev.kith.graph.Neighbour;
import dev.kith.graph.SocialGraph;
import dev.kith.graph.SocialGraph.FollowWish;
import dev.kith.id.ProfileId;
import dev.kith.profile.Profiles;
import dev.kith.relation.Edge.FollowView;
import dev.kith.relation.Edge.Related;
import dev.kith.web.Acting;
import dev.kith.web.Page;
import dev.kith.web.PageQuery;
import dev.kith.web.Pages;
import dev.kith.web.Problem;
import dev.kith.web.Reads;
import dev.kith.web.Writes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The routes of follows. */
@Controller("/v1/profiles/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Graph")
class FollowController {

    private final Relations relations;
    private final SocialGraph graph;
    private final Profiles profiles;
    private final Pages pages;
    private final Clock clock;

    /**
     * How to follow.
     *
     * @param activityCopyLimit how many of the followee's posts the home timeline takes over at once; it is read from the posts
     *     themselves, so it takes all
     */
    @Serdeable
    @Schema(name = "FollowOptions")
    record FollowOptions(
            @Schema(example = "100") @Nullable @Min(0) @Max(1_000)
            Integer activityCopyLimit) {}

    FollowController(Relations relations, SocialGraph graph, Profiles profiles, Pages pages, Clock clock) {
        this.relations = relations;
        this.graph = graph;
        this.profiles = profiles;
        this.pages = pages;
        this.clock = clock;
    }

    @Put("/following/{targetId}")
    @Operation(operationId = "follow", summary = "Follow a profile, or ask a private one to be let in")
    @Writes
    @ApiResponse(responseCode = "422", ref = "#/components/responses/NotAllowed")
    FollowView follow(
            ProfileId id,
            ProfileId targetId,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Body @Nullable @Valid FollowOptions options) {
        var follower = Acting.as(id, viewer);
        if (follower.equals(targetId)) {
            throw Relations.selfRelation("follow");
        }
        var wish = new FollowWish(follower, targetId, clock.instant());
        return switch (relations.follow(wish)) {
            case FollowResult.Made(var follow, var created) -> view(follower, targetId, follow, created);
            case FollowResult.Refused refused -> throw Relations.problem(refused, wish);
        };
    }

    @Delete("/following/{targetId}")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(operationId = "unfollow", summary = "Unfollow a profile, or withdraw a request")
    @Writes
    void unfollow(ProfileId id, ProfileId targetId, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        relations.unfollow(Acting.as(id, viewer), targetId);
    }

    @Get("/following/{targetId}")
    @Operation(
            operationId = "getFollow",
            summary = "Whether one profile follows another",
            description =
                    "A request, and a follow of or by a private profile, is shown to those who may know of it only.")
    @Reads
    FollowView followBetween(ProfileId id, ProfileId targetId, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        return relations
                .followBetween(id, targetId, viewer)
                .map(follow -> view(id, targetId, follow, null))
                .orElseThrow(() -> Problem.of(
                        HttpStatus.NOT_FOUND, "not-following", "Profile " + id + " does not follow " + targetId + "."));
    }

    @Get("/following")
    @Operation(operationId = "listFollowing", summary = "Whom a profile follows, newest first")
    @Reads
    HttpResponse<Page<Related>> following(
            HttpRequest<?> request,
            ProfileId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @RequestBean @Valid PageQuery query) {
        return list(request, "following", id, viewer, query, (after, most) -> graph.following(id, after, most));
    }

    @Get("/followers")
    @Operation(operationId = "listFollowers", summary = "Who follows a profile, newest first")
    @Reads
    HttpResponse<Page<Related>> followers(
            HttpRequest<?> request,
            ProfileId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @RequestBean @Valid PageQuery query) {
        return list(request, "followers", id, viewer, query, (after, most) -> graph.followers(id, after, most));
    }

    private HttpResponse<Page<Related>> list(
            HttpRequest<?> request,
            String name,
            ProfileId owner,
            @Nullable ProfileId viewer,
            PageQuery query,
            BiFunction<long @Nullable [], Integer, List<Neighbour>> rows) {
        if (!profiles.mayList(owner, viewer)) {
            throw Problem.notFound("profile", owner);
        }
        return pages.answer(
                request,
                query,
                new Pages.Listing<>(
                        name + " " + owner,
                        PageQuery.MAX_OF_EDGES,
                        2,
                        rows,
                        Neighbour::position,
                        neighbours -> relations.related(neighbours, viewer)));
    }

    private static FollowView view(ProfileId source, ProfileId target, Follow follow, @Nullable Boolean created) {
        return new FollowView(source, target, follow.state(), follow.since(), created);
    }
}
