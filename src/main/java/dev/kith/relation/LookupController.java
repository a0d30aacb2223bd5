package dev.kith.relation;

import static java.util.Objects.requireNonNull;

import dev.kith.graph.SocialGraph;
import dev.kith.id.ProfileId;
import dev.kith.relation.Lookups.KnownFollowers;
import dev.kith.relation.Lookups.PathView;
import dev.kith.relation.Lookups.RelationshipView;
import dev.kith.relation.RelationLists.Wanted;
import dev.kith.web.Acting;
import dev.kith.web.PageQuery;
import dev.kith.web.Problem;
import dev.kith.web.Reads;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
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
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The routes that look up what lies between profiles. */
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Graph")
class LookupController {

    private static final int MOST_PAIRS = 1_000;
    private static final int MOST_STEPS = 6;

    private final Lookups lookups;
    private final RelationLists lists;
    private final SocialGraph graph;

    /** All pairs of a source and a target are asked for. */
    @Serdeable
    @Schema(name = "RelationshipQuery")
    record RelationshipQuery(
            @Schema(example = "[\"689712345678901234\"]") @NotEmpty
            List<ProfileId> sourceIds,

            @Schema(example = "[\"689712345678905678\"]") @NotEmpty
            List<ProfileId> targetIds) {}

    /** What lies between the pairs, sources and targets in the order in which they were asked for. */
    @Serdeable
    @Schema(name = "Relationships")
    record Relationships(List<RelationshipView> items) {}

    LookupController(Lookups lookups, RelationLists lists, SocialGraph graph) {
        this.lookups = lookups;
        this.lists = lists;
        this.graph = graph;
    }

    @Post("/relationships/lookup")
    @Status(HttpStatus.OK)
    @Operation(
            operationId = "lookUpRelationships",
            summary = "How profiles stand to others",
            description =
                    "All pairs of up to 1,000. Without a viewer everything is told of the sources; to a viewer, of other sources, what the viewer may see.")
    @Reads
    @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
    Relationships lookup(@Body @Valid RelationshipQuery query, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        requireWhole("sourceIds", query.sourceIds());
        requireWhole("targetIds", query.targetIds());
        if ((long) query.sourceIds().size() * query.targetIds().size() > MOST_PAIRS) {
            throw Problem.malformed("targetIds", "must make at most " + MOST_PAIRS + " pairs with sourceIds");
        }
        return new Relationships(lookups.relationships(query.sourceIds(), query.targetIds(), viewer));
    }

    @Get("/profiles/{id}/known-followers")
    @Operation(
            operationId = "listKnownFollowers",
            summary = "Those of a profile's followers whom the viewer follows, newest follower first",
            description = "The first page says how many they are in all.")
    @Reads
    HttpResponse<KnownFollowers> knownFollowers(
            HttpRequest<?> request,
            ProfileId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @RequestBean @Valid PageQuery query) {
        var knower = Acting.required(viewer);
        var page = lists.open(
                new Wanted(request, "known followers for " + knower + " of", id, knower, query),
                graph.knownFollowers(id, knower));
        var count = query.cursor() == null ? graph.knownFollowersCount(id, knower) : null;
        var body = requireNonNull(page.body());
        return page.toMutableResponse().body(new KnownFollowers(body.items(), body.nextCursor(), count));
    }

    @Get("/profiles/{id}/path/{targetId}")
    @Operation(
            operationId = "getPath",
            summary = "The shortest way along follows from one profile to another",
            description = "Only over profiles whose follows the viewer may see.")
    @Reads
    @ApiResponse(responseCode = "422", ref = "#/components/responses/NotAllowed")
    PathView path(
            ProfileId id,
            ProfileId targetId,
            @QueryValue @Nullable Integer maxDepth,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        var depth = maxDepth == null ? MOST_STEPS : maxDepth;
        if (depth < 1 || depth > MOST_STEPS) {
            throw Problem.malformed("maxDepth", "must be 1 to " + MOST_STEPS);
        }
        lists.requireListable(id, viewer);
        lists.requireListable(targetId, viewer);
        return lookups.path(id, targetId, depth, viewer);
    }

    /** Looked at here, and not by a constraint on each id: that cost more than the look-up itself. */
    private static void requireWhole(String field, List<ProfileId> ids) {
        if (ids.stream().anyMatch(Objects::isNull)) {
            throw Problem.malformed(field, "must not hold null");
        }
    }
}
