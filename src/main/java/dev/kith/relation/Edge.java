package dev.kith.relation;

import dev.kith.graph.Follow;
import dev.kith.id.ProfileId;
import dev.kith.profile.ProfileCard;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Edges as they are shown. */
final class Edge {

    private Edge() {}

    /**
     * Who follows whom.
     *
     * @param created whether this request made it; absent in answers to reads
     */
    @Serdeable
    @Schema(name = "Follow")
    record FollowView(
            @Schema(example = "689712345678901234") ProfileId sourceId,

            @Schema(example = "689712345678905678") ProfileId targetId,

            @Schema(example = "FOLLOWING") Follow.State state,
            @Schema(example = "2026-03-01T12:00:00.000Z") Instant since,
            @Schema(example = "true") @Nullable Boolean created) {}

    /** Who blocks whom. */
    @Serdeable
    @Schema(name = "Block")
    record BlockView(
            @Schema(example = "689712345678901234") ProfileId sourceId,

            @Schema(example = "689712345678905678") ProfileId targetId,

            @Schema(example = "2026-03-01T12:00:00.000Z") Instant since,
            @Schema(example = "true") boolean created) {}

    /** One line of a list of relations. */
    @Serdeable
    @Schema(name = "RelatedProfile")
    record Related(
            ProfileCard profile,
            @Schema(example = "2026-03-01T12:00:00.000Z") Instant since) {}
}
