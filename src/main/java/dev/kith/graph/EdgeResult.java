package dev.kith.graph;

/** What came of one {@link EdgeCommand}, for good: it is told after the commit. */
public sealed interface EdgeResult {

    /**
     * The edge stands as asked for.
     *
     * @param created there was none before
     * @param changed it was created, or is another than before
     */
    record Stands(Edge edge, boolean created, boolean changed) implements EdgeResult {}

    /** There is no such edge; {@code changed} if there was one before. Of a decision: nobody had asked. */
    record Gone(boolean changed) implements EdgeResult {}

    /** There is no such edge, and why. */
    sealed interface Refused extends EdgeResult {}

    /** Who asks blocks the other. */
    record Blocked() implements Refused {}

    /** The other is deleted or blocks who asks: private which, so it is as if absent. */
    record Hidden() implements Refused {}

    /** The profile has as many follows and requests, and perhaps memberships, as are allowed. */
    record LimitReached(int limit) implements Refused {}

    /** One of the two has no node (yet). */
    record NoNode(long missing) implements Refused {}
}
