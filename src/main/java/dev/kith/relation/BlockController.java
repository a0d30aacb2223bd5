package dev.kith.relation;

import dev.kith.graph.Neighbour;
import dev.kith.graph.SocialGraph;
import dev.kith.id.ProfileId;
import dev.kith.relation.Edge.BlockView;
import dev.kith.relation.Edge.Related;
import dev.kith.web.Acting;
import dev.kith.web.Page;
import dev.kith.web.PageQuery;
import dev.kith.web.Pages;
import dev.kith.web.Problem;
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
import org.jspecify.annotations.Nullable;

/** The routes of blocks. */
@Controller("/v1/profiles/{id}/blocks")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Graph")
class BlockController {

    private final Relations relations;
    private final SocialGraph graph;
    private final Pages pages;

    BlockController(Relations relations, SocialGraph graph, Pages pages) {
        this.relations = relations;
        this.graph = graph;
        this.pages = pages;
    }

    @Put("/{targetId}")
    @Operation(
            operationId = "block",
            summary = "Block a profile",
            description = "Ends follows and requests both ways in the same moment, and hides each from the other.")
    @Writes
    @ApiResponse(responseCode = "422", ref = "#/components/responses/NotAllowed")
    BlockView block(ProfileId id, ProfileId targetId, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        var blocker = Acting.as(id, viewer);
        if (blocker.equals(targetId)) {
            throw Relations.selfRelation("block");
        }
        return relations
                .block(blocker, targetId)
                .map(made -> new BlockView(blocker, targetId, made.since(), made.created()))
                .orElseThrow(() -> Problem.notFound("profile", relations.exists(blocker) ? targetId : blocker));
    }

    @Delete("/{targetId}")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(operationId = "unblock", summary = "Unblock a profile")
    @Writes
    void unblock(ProfileId id, ProfileId targetId, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        relations.unblock(Acting.as(id, viewer), targetId);
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
        var owner = Acting.as(id, viewer);
        if (!relations.exists(owner)) {
            throw Problem.notFound("profile", owner);
        }
        return pages.answer(
                request,
                query,
                new Pages.Listing<>(
                        "blocks " + owner,
                        PageQuery.MAX_OF_EDGES,
                        2,
                        (after, most) -> graph.blocks(owner, after, most),
                        Neighbour::position,
                        relations::blocked));
    }
}
