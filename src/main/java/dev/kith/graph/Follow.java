package dev.kith.graph;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * A {@code FOLLOWS} edge.
 *
 * @param since when it began, or was asked for
 */
public record Follow(State state, Instant since) {

    /** Whether the follower follows, or has asked a private profile to be let in. */
    @Schema(name = "FollowState")
    public enum State {
        FOLLOWING,
        REQUESTED
    }
}
