package dev.kith.relation;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.kith.graph.Edge;
import dev.kith.graph.EdgeCommand;
import dev.kith.graph.EdgeCommand.Kind;
import dev.kith.graph.SocialGraph;
import dev.kith.id.ProfileId;
import dev.kith.relation.EdgeViews.FollowView;
import dev.kith.relation.EdgeViews.Related;
import dev.kith.relation.RelationLists.Wanted;
import dev.kith.web.Acting;
import dev.kith.web.Flag;
import dev.kith.web.Page;
import dev.kith.web.PageQuery;
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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The routes of follows. */
@Controller("/v1/profiles/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Graph")
class FollowController {

    private final Relations relations;
    private final RelationLists lists;
    private final SocialGraph graph;
    private final Clock clock;

    /**
     * How to follow.
     *
     * @param activityCopyLimit how many of the posts that the followee made before the follow began, the newest, belong to the home timeline; all that it makes later does
     */
    @Serdeable
    @Schema(name = "FollowOptions")
    record FollowOptions(
            @Schema(example = "100", defaultValue = "100") @Nullable @Min(0) @Max(1_000)
            Integer activityCopyLimit) {

        static int copyLimit(@Nullable FollowOptions options) {
            return options == null
                    ? EdgeCommand.USUAL_COPY_LIMIT
                    : requireNonNullElse(options.activityCopyLimit(), EdgeCommand.USUAL_COPY_LIMIT);
        }
    }

    FollowController(Relations relations, RelationLists lists, SocialGraph graph, Clock clock) {
        this.relations = relations;
        this.lists = lists;
        this.graph = graph;
        this.clock = clock;
    }

    @Put("/following/{targetId}")
    @Operation(operationId = "follow", summary = "Follow a profile, or ask a private one to be let in")
    @Writes
    @ApiResponse(responseCode = "422", ref = "#/components/responses/NotAllowed")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/Overloaded")
    FollowView follow(
            ProfileId id,
            ProfileId targetId,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Body @Nullable @Valid FollowOptions options) {
        var follower = Acting.as(id, viewer);
        var made = relations.make(
                EdgeCommand.follow(follower, targetId, clock.instant(), FollowOptions.copyLimit(options)));
        return view(follower, targetId, made.edge(), made.created());
    }

    @Delete("/following/{targetId}")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "unfollow",
            summary = "Unfollow a profile, or withdraw a request",
            description =
                    "What is kept of a former followee stays until it is unfollowed once more without keepHistory, either blocks the other, or it is followed again.")
    @Writes
    @ApiResponse(responseCode = "429", ref = "#/components/responses/Overloaded")
    void unfollow(
            HttpRequest<?> request,
            ProfileId id,
            ProfileId targetId,
            @Parameter(
                            description =
                                    "Whether what the home timeline showed of the followee until now stays there; all of it goes otherwise.")
                    @QueryValue
                    @Nullable
                    Boolean keepHistory,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        var keeps = Flag.isSet(request, "keepHistory", keepHistory);
        relations.change(EdgeCommand.unfollow(Acting.as(id, viewer), targetId, clock.instant(), keeps));
    }

    @Delete("/followers/{followerId}")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(operationId = "removeFollower", summary = "Remove a follower")
    @Writes
    @ApiResponse(responseCode = "429", ref = "#/components/responses/Overloaded")
    void removeFollower(ProfileId id, ProfileId followerId, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        relations.change(EdgeCommand.of(Kind.REMOVE_FOLLOWER, followerId, Acting.as(id, viewer), clock.instant()));
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
        return lists.open(new Wanted(request, "following", id, viewer, query), graph.following(id));
    }

    @Get("/followers")
    @Operation(operationId = "listFollowers", summary = "Who follows a profile, newest first")
    @Reads
    HttpResponse<Page<Related>> followers(
            HttpRequest<?> request,
            ProfileId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @RequestBean @Valid PageQuery query) {
        return lists.open(new Wanted(request, "followers", id, viewer, query), graph.followers(id));
    }

    private static FollowView view(ProfileId source, ProfileId target, Edge follow, @Nullable Boolean created) {
        return new FollowView(source, target, requireNonNull(follow.state()), follow.since(), null, created);
    }
}
