package dev.kith.snapshot;

import dev.kith.id.ProfileId;
import dev.kith.web.Problem;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes by which jobs learn what lies between profiles, from one snapshot. */
@Controller("/v1/graph")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Graph")
class FeatureController {

    private static final int MOST_PAIRS = 1_000;

    private final Snapshots snapshots;

    /** Two profiles. */
    @Serdeable
    @Schema(name = "FeaturePair")
    record PairOf(
            @Schema(example = "689712345678901234") @NotNull ProfileId sourceId,
            @Schema(example = "689712345678905678") @NotNull ProfileId targetId) {}

    /**
     * What is asked.
     *
     * @param snapshotId of the snapshot to ask; the newest unless it is said
     */
    @Serdeable
    @Schema(name = "FeatureQuery")
    record FeatureQuery(
            @NotNull @Size(min = 1, max = MOST_PAIRS) List<@NotNull @Valid PairOf> pairs,

            @Schema(example = "689712345678909901") @Nullable
            String snapshotId) {}

    /**
     * What lies between two profiles.
     *
     * @param mutualFollows how many the source follows who follow the target
     * @param jaccard of those whom the source follows and those who follow the target
     * @param adamicAdar over the mutual follows, the sum of 1 / ln(2 + how many each follows)
     * @param distance how many follows it takes from the source to the target, up to 6; absent when none was found
     */
    @Serdeable
    @Schema(name = "Features")
    record FeatureView(
            @Schema(example = "689712345678901234") ProfileId sourceId,

            @Schema(example = "689712345678905678") ProfileId targetId,

            @Schema(example = "3") int mutualFollows,
            @Schema(example = "120") int sourceFollowing,
            @Schema(example = "80") int sourceFollowers,
            @Schema(example = "40") int targetFollowing,
            @Schema(example = "900") int targetFollowers,
            @Schema(example = "0.0029") double jaccard,
            @Schema(example = "0.74") double adamicAdar,
            @Schema(example = "2") @Nullable Integer distance) {}

    /** All of it in the order of the pairs, and the snapshot that it is from. */
    @Serdeable
    @Schema(name = "FeaturesOfPairs")
    record FeatureViews(SnapshotName snapshot, List<FeatureView> items) {}

    /** Snapshots, the newest first. */
    @Serdeable
    @Schema(name = "Snapshots")
    record SnapshotViews(List<SnapshotName> items) {}

    FeatureController(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Post("/features")
    @Status(HttpStatus.OK)
    @Operation(
            operationId = "computeFeatures",
            summary = "What lies between pairs of profiles, for models",
            description =
                    "For jobs: it hides nothing. Up to 1,000 pairs, all from one snapshot of who follows whom, which is a moment old unless another is named. A profile that the snapshot does not know has "
                            + "no follows. The first call to an instance waits until that has loaded it: 503 until then.")
    @ApiResponse(responseCode = "400", ref = "#/components/responses/Malformed")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/StoreUnavailable")
    FeatureViews features(@Body @Valid FeatureQuery query) {
        var snapshot = query.snapshotId() == null ? snapshots.current() : snapshots.named(query.snapshotId());
        var distances = new Distances(snapshot.follows());
        return new FeatureViews(
                snapshot.name(),
                query.pairs().stream()
                        .map(pair -> view(snapshot.follows(), distances, pair))
                        .toList());
    }

    @Post("/snapshots")
    @Status(HttpStatus.CREATED)
    @Operation(
            operationId = "takeSnapshot",
            summary = "Name who follows whom at this moment",
            description =
                    "So that many calls get features that fit together. It is kept in the memory of the instance that took it; another one answers 404 for it. An instance keeps the newest three.")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/StoreUnavailable")
    SnapshotName take() {
        return snapshots.take().name();
    }

    @Get("/snapshots")
    @Operation(
            operationId = "listSnapshots",
            summary = "The snapshots that were named and are kept, the newest first",
            description = "Of the instance that answers.")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/StoreUnavailable")
    SnapshotViews list() {
        return new SnapshotViews(snapshots.kept().stream().map(Snapshot::name).toList());
    }

    @Get("/snapshots/{id}")
    @Operation(operationId = "getSnapshot", summary = "A snapshot that was named and is kept")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/StoreUnavailable")
    SnapshotName get(String id) {
        return snapshots.kept().stream()
                .map(Snapshot::name)
                .filter(name -> name.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("snapshot", id));
    }

    private static FeatureView view(FollowArrays follows, Distances distances, PairOf pair) {
        var source = follows.number(pair.sourceId().value());
        var target = follows.number(pair.targetId().value());
        var known = source >= 0 && target >= 0
                ? PairFeatures.of(follows, source, target)
                : PairFeatures.apart(
                        source < 0 ? 0 : follows.followees(source).size(),
                        target < 0 ? 0 : follows.followers(target).size());
        return new FeatureView(
                pair.sourceId(),
                pair.targetId(),
                known.mutualFollows(),
                known.sourceFollowing(),
                source < 0 ? 0 : follows.followers(source).size(),
                target < 0 ? 0 : follows.followees(target).size(),
                known.targetFollowers(),
                known.jaccard(),
                known.adamicAdar(),
                distance(distances, pair, source, target));
    }

    private static @Nullable Integer distance(Distances distances, PairOf pair, int source, int target) {
        if (pair.sourceId().equals(pair.targetId())) {
            return 0;
        }
        return source < 0 || target < 0 ? null : distances.between(source, target);
    }
}
