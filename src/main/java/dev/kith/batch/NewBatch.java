package dev.kith.batch;

import dev.kith.graph.SocialGraph.Pair;
import dev.kith.id.ProfileId;
import dev.kith.web.Problem;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of a batch: one source and its targets, or each pair with both.
 *
 * @param items instead of sourceId and targetIds
 */
@Serdeable
@Schema(name = "NewBatch")
record NewBatch(
        @Schema(example = "689712345678901234") @Nullable ProfileId sourceId,

        @Schema(example = "[\"689712345678905678\"]") @Nullable
        List<ProfileId> targetIds,

        @Schema(description = "Instead of sourceId and targetIds.") @Nullable
        List<PairOf> items) {

    private static final int MOST = 1_000;

    /** One pair. */
    @Serdeable
    @Schema(name = "BatchPair")
    record PairOf(
            @Schema(example = "689712345678901234", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            ProfileId sourceId,

            @Schema(example = "689712345678905678", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            ProfileId targetId) {

        /** Of what stands at {@code path}. */
        Pair pair(String path) {
            if (sourceId == null || targetId == null) {
                throw Problem.malformed(path + (sourceId == null ? "sourceId" : "targetId"), "is required");
            }
            return new Pair(sourceId.value(), targetId.value());
        }
    }

    List<Pair> pairs() {
        if (items != null) {
            if (sourceId != null || targetIds != null) {
                throw Problem.malformed("items", "must be absent where there is a sourceId or targetIds");
            }
            var pairs = new ArrayList<Pair>();
            for (var item : whole("items", items)) {
                pairs.add(item.pair("items[" + pairs.size() + "]."));
            }
            return pairs;
        }
        if (sourceId == null) {
            throw Problem.malformed("sourceId", "is required");
        }
        if (targetIds == null) {
            throw Problem.malformed("targetIds", "is required");
        }
        return whole("targetIds", targetIds).stream()
                .map(target -> new Pair(sourceId.value(), target.value()))
                .toList();
    }

    private static <T> List<T> whole(String field, List<T> list) {
        if (list.isEmpty() || list.size() > MOST) {
            throw Problem.malformed(
                    field, "must have 1 to " + MOST + " members; more can be uploaded as CSV or NDJSON");
        }
        if (list.stream().anyMatch(Objects::isNull)) {
            throw Problem.malformed(field, "must not hold null");
        }
        return list;
    }
}
