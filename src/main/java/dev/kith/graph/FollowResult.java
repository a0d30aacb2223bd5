package dev.kith.graph;

import dev.kith.id.ProfileId;

/** What came of asking to follow. */
public sealed interface FollowResult {

    /** The edge stands. */
    record Made(Follow follow, boolean created) implements FollowResult {}

    /** There is no such edge, and why. */
    sealed interface Refused extends FollowResult {}

    /** The follower blocks the followee. */
    record Blocked() implements Refused {}

    /** The followee is deleted or blocks the follower: private which, so it is as if absent. */
    record Hidden() implements Refused {}

    /** The follower has as many follows and requests as are allowed. */
    record LimitReached(int limit) implements Refused {}

    /** One of the two has no node (yet). */
    record NoNode(ProfileId missing) implements Refused {}
}
