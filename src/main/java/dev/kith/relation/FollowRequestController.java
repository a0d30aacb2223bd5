package dev.kith.relation;

import dev.kith.graph.Edge;
import dev.kith.graph.EdgeCommand;
import dev.kith.graph.EdgeCommand.Kind;
import dev.kith.graph.EdgeResult;
import dev.kith.graph.SocialGraph;
import dev.kith.id.ProfileId;
import dev.kith.relation.EdgeViews.FollowView;
import dev.kith.relation.EdgeViews.Related;
import dev.kith.relation.RelationLists.Wanted;
import dev.kith.web.Acting;
import dev.kith.web.Page;
import dev.kith.web.PageQuery;
import dev.kith.web.Problem;
import dev.kith.web.Writes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The routes of requests to follow private profiles. */
@Controller("/v1/profiles/{id}/follow-requests")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Graph")
class FollowRequestController {

    private final Relations relations;
    private final RelationLists lists;
    private final SocialGraph graph;
    private final Clock clock;

    FollowRequestController(Relations relations, RelationLists lists, SocialGraph graph, Clock clock) {
        this.relations = relations;
        this.lists = lists;
        this.graph = graph;
        this.clock = clock;
    }

    @Get
    @Operation(
            operationId = "listFollowRequests",
            summary = "Requests that wait, newest first",
            description =
                    "Those that others sent to the profile (incoming, if nothing is said), or that it sent. For the profile itself only.")
    @Writes
    HttpResponse<Page<Related>> requests(
            HttpRequest<?> request,
            ProfileId id,
            @QueryValue @Nullable String direction,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @RequestBean @Valid PageQuery query) {
        var side = direction == null ? "incoming" : direction;
        var listed = switch (side) {
            case "incoming" -> graph.incomingRequests(id);
            case "outgoing" -> graph.outgoingRequests(id);
            default -> throw Problem.malformed("direction", "must be one of incoming, outgoing");
        };
        return lists.own(
                new Wanted(request, side + " requests", id, viewer, query),
                listed,
                (asked, card) -> new Related(card, asked.since(), asked.since(), null));
    }

    @Post("/{requesterId}/approve")
    @Status(HttpStatus.OK)
    @Operation(operationId = "approveFollowRequest", summary = "Let a requester follow")
    @Writes
    @ApiResponse(responseCode = "429", ref = "#/components/responses/Overloaded")
    FollowView approve(ProfileId id, ProfileId requesterId, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        var followee = Acting.as(id, viewer);
        var result = relations.change(EdgeCommand.of(Kind.APPROVE, requesterId, followee, clock.instant()));
        if (result instanceof EdgeResult.Stands(var edge, var created, var changed)) {
            return new FollowView(requesterId, followee, Edge.State.FOLLOWING, edge.since(), edge.requestedAt(), null);
        }
        return relations
                .followBetween(requesterId, followee, followee)
                .filter(follow -> follow.state() == Edge.State.FOLLOWING)
                .map(follow -> new FollowView(
                        requesterId, followee, Edge.State.FOLLOWING, follow.since(), follow.requestedAt(), null))
                .orElseThrow(() -> noRequest(requesterId));
    }

    @Post("/{requesterId}/reject")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "rejectFollowRequest",
            summary = "Turn a requester away",
            description = "Who is turned away is not told, and may ask again.")
    @Writes
    @ApiResponse(responseCode = "429", ref = "#/components/responses/Overloaded")
    void reject(ProfileId id, ProfileId requesterId, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        var followee = Acting.as(id, viewer);
        var result = relations.change(EdgeCommand.of(Kind.REJECT, requesterId, followee, clock.instant()));
        if (!(result instanceof EdgeResult.Gone(var changed)) || !changed) {
            throw noRequest(requesterId);
        }
    }

    private static Problem noRequest(ProfileId requester) {
        return Problem.of(
                HttpStatus.NOT_FOUND,
                "follow-request-not-found",
                "Profile " + requester + " is not waiting to be let in.");
    }
}
