package dev.kith.relation;

import dev.kith.graph.EdgeCommand;
import dev.kith.graph.EdgeCommand.Kind;
import dev.kith.graph.SocialGraph;
import dev.kith.id.ProfileId;
import dev.kith.relation.EdgeViews.EdgeView;
import dev.kith.relation.EdgeViews.Related;
import dev.kith.relation.RelationLists.Wanted;
import dev.kith.web.Acting;
import dev.kith.web.Page;
import dev.kith.web.PageQuery;
import dev.kith.web.Reads;
import dev.kith.web.Writes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Put;
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

/** The routes of undirected connections. */
@Controller("/v1/profiles/{id}/connections")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Graph")
class ConnectionController {

    private final Relations relations;
    private final RelationLists lists;
    private final SocialGraph graph;
    private final Clock clock;

    ConnectionController(Relations relations, RelationLists lists, SocialGraph graph, Clock clock) {
        this.relations = relations;
        this.lists = lists;
        this.graph = graph;
        this.clock = clock;
    }

    @Put("/{targetId}")
    @Operation(
            operationId = "connect",
            summary = "Connect with a profile",
            description = "Both are connected at once, without approval.")
    @Writes
    @ApiResponse(responseCode = "422", ref = "#/components/responses/NotAllowed")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/Overloaded")
    EdgeView connect(ProfileId id, ProfileId targetId, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        var source = Acting.as(id, viewer);
        var made = relations.make(EdgeCommand.of(Kind.CONNECT, source, targetId, clock.instant()));
        return new EdgeView(source, targetId, made.edge().since(), made.edge().until(), made.created());
    }

    @Delete("/{targetId}")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(operationId = "disconnect", summary = "End a connection")
    @Writes
    @ApiResponse(responseCode = "429", ref = "#/components/responses/Overloaded")
    void disconnect(ProfileId id, ProfileId targetId, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        relations.change(EdgeCommand.of(Kind.DISCONNECT, Acting.as(id, viewer), targetId, clock.instant()));
    }

    @Get
    @Operation(operationId = "listConnections", summary = "With whom a profile is connected, newest first")
    @Reads
    HttpResponse<Page<Related>> connections(
            HttpRequest<?> request,
            ProfileId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @RequestBean @Valid PageQuery query) {
        return lists.open(new Wanted(request, "connections", id, viewer, query), graph.connections(id));
    }
}
