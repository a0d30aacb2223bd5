package dev.kith.graph;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An edge as it stands.
 *
 * @param state of a follow; null for edges of other kinds
 * @param since when it began; of a request, when it was asked for
 * @param requestedAt when a follow that had to be let in was asked for
 * @param until when a mute ends
 */
public record Edge(
        @Nullable State state,
        Instant since,
        @Nullable Instant requestedAt,
        @Nullable Instant until) {

    /** Whether the follower follows, or has asked a private profile to be let in. */
    @Schema(name = "FollowState")
    public enum State {
        FOLLOWING,
        REQUESTED
    }
}
