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
import jakarta.validation.constraints.Future;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The routes of mutes. */
@Controller("/v1/profiles/{id}/mutes")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Graph")
class MuteController {

    private final Relations relations;
    private final RelationLists lists;
    private final SocialGraph graph;
    private final Clock clock;

    /**
     * How to mute.
     *
     * @param expiresAt when it ends by itself; never, if nothing is said
     */
    @Serdeable
    @Schema(name = "MuteOptions")
    record MuteOptions(
            @Schema(example = "2026-12-01T12:00:00.000Z") @Nullable @Future
            Instant expiresAt) {}

    MuteController(Relations relations, RelationLists lists, SocialGraph graph, Clock clock) {
        this.relations = relations;
        this.lists = lists;
        this.graph = graph;
        this.clock = clock;
    }

    @Put("/{targetId}")
    @Operation(
            operationId = "mute",
            summary = "Mute a profile",
            description =
                    "Keeps it out of the timelines of who mutes, for good or until some time. Nobody else is told. Muting again changes the time.")
    @Writes
    @ApiResponse(responseCode = "422", ref = "#/components/responses/NotAllowed")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/Overloaded")
    EdgeView mute(
            ProfileId id,
            ProfileId targetId,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Body @Nullable @Valid MuteOptions options) {
        var source = Acting.as(id, viewer);
        var made = relations.make(
                EdgeCommand.mute(source, targetId, clock.instant(), options == null ? null : options.expiresAt()));
        return new EdgeView(source, targetId, made.edge().since(), made.edge().until(), made.created());
    }

    @Delete("/{targetId}")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(operationId = "unmute", summary = "Unmute a profile")
    @Writes
    @ApiResponse(responseCode = "429", ref = "#/components/responses/Overloaded")
    void unmute(ProfileId id, ProfileId targetId, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        relations.change(EdgeCommand.of(Kind.UNMUTE, Acting.as(id, viewer), targetId, clock.instant()));
    }

    @Get
    @Operation(
            operationId = "listMutes",
            summary = "Whom a profile mutes at the moment, newest first",
            description = "For the profile itself only.")
    @Writes
    HttpResponse<Page<Related>> mutes(
            HttpRequest<?> request,
            ProfileId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @RequestBean @Valid PageQuery query) {
        return lists.own(
                new Wanted(request, "mutes", id, viewer, query),
                graph.mutes(id),
                (other, card) -> new Related(card, other.since(), null, other.until()));
    }
}
