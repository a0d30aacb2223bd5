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

/** The routes of blocks. */
@Controller("/v1/profiles/{id}/blocks")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Graph")
class BlockController {

    private final Relations relations;
    private final RelationLists lists;
    private final SocialGraph graph;
    private final Clock clock;

    BlockController(Relations relations, RelationLists lists, SocialGraph graph, Clock clock) {
        this.relations = relations;
        this.lists = lists;
        this.graph = graph;
        this.clock = clock;
    }

    @Put("/{targetId}")
    @Operation(
            operationId = "block",
            summary = "Block a profile",
            description =
                    "Ends follows, requests, connections and recommendations both ways in the same moment, and hides each from the other.")
    @Writes
    @ApiResponse(responseCode = "422", ref = "#/components/responses/NotAllowed")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/Overloaded")
    EdgeView block(ProfileId id, ProfileId targetId, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        var source = Acting.as(id, viewer);
        var made = relations.make(EdgeCommand.of(Kind.BLOCK, source, targetId, clock.instant()));
        return new EdgeView(source, targetId, made.edge().since(), made.edge().until(), made.created());
    }

    @Delete("/{targetId}")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(operationId = "unblock", summary = "Unblock a profile")
    @Writes
    @ApiResponse(responseCode = "429", ref = "#/components/responses/Overloaded")
    void unblock(ProfileId id, ProfileId targetId, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        relations.change(EdgeCommand.of(Kind.UNBLOCK, Acting.as(id, viewer), targetId, clock.instant()));
    }

    @Get
    @Operation(
            operationId = "listBlocks",
            summary = "Whom a profile blocks, newest first",
            description = "For the profile itself only.")
    @Writes
    HttpResponse<Page<Related>> blocks(
            HttpRequest<?> request,
            ProfileId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @RequestBean @Valid PageQuery query) {
        return lists.own(
                new Wanted(request, "blocks", id, viewer, query),
                graph.blocks(id),
                (other, card) -> new Related(card, other.since(), null, other.until()));
    }
}
