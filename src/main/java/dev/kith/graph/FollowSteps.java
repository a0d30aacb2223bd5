package dev.kith.graph;

import java.util.Collection;
import java.util.List;

/** Walks along follows, many at once. */
public interface FollowSteps {

    /** From followers to those whom they follow, or back. */
    enum Direction {
        FORWARD,
        BACKWARD
    }

    /** A follow between a profile where one was and the next. */
    record Step(long from, long id, boolean isPrivate) {}

    /** How many follows a step from these profiles would read. */
    long degree(Collection<Long> profiles, Direction direction);

    /** All steps from these profiles. */
    List<Step> from(Collection<Long> profiles, Direction direction);
}
