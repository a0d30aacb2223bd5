package dev.kith.relation;

import dev.kith.graph.Edge;
import dev.kith.id.ProfileId;
import dev.kith.profile.ProfileCard;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Edges as they are shown. */
final class EdgeViews {

    private EdgeViews() {}

    /**
     * Who follows whom.
     *
     * @param requestedAt when it was asked for, of a follow that had to be let in; in answers to decisions only
     * @param created whether this request made it; absent in answers to reads and decisions
     */
    @Serdeable
    @Schema(name = "Follow")
    record FollowView(
            @Schema(example = "689712345678901234") ProfileId sourceId,

            @Schema(example = "689712345678905678") ProfileId targetId,

            @Schema(example = "FOLLOWING") Edge.State state,
            @Schema(example = "2026-03-01T12:00:00.000Z") Instant since,

            @Schema(example = "2026-02-28T09:30:00.000Z") @Nullable
            Instant requestedAt,

            @Schema(example = "true") @Nullable Boolean created) {}

    /**
     * Who blocks, mutes or is connected with whom.
     *
     * @param expiresAt when a mute ends; absent for never, and for edges of other kinds
     */
    @Serdeable
    @Schema(name = "Edge")
    record EdgeView(
            @Schema(example = "689712345678901234") ProfileId sourceId,

            @Schema(example = "689712345678905678") ProfileId targetId,

            @Schema(example = "2026-03-01T12:00:00.000Z") Instant since,

            @Schema(example = "2026-04-01T12:00:00.000Z") @Nullable
            Instant expiresAt,

            @Schema(example = "true") boolean created) {}

    /**
     * One line of a list of relations.
     *
     * @param requestedAt of follow requests only
     * @param expiresAt of mutes that end
     */
    @Serdeable
    @Schema(name = "RelatedProfile")
    record Related(
            ProfileCard profile,
            @Schema(example = "2026-03-01T12:00:00.000Z") Instant since,

            @Schema(example = "2026-03-01T12:00:00.000Z") @Nullable
            Instant requestedAt,

            @Schema(example = "2026-04-01T12:00:00.000Z") @Nullable
            Instant expiresAt) {}
}
