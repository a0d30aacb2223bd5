package dev.kith.graph;

import java.util.Map;

/**
 * Learns which profiles' edges or flags have changed, after the commit and before whoever asked for the change is answered. It may be told
 * again of the same change, also long after.
 */
@FunctionalInterface
public interface EdgeListener {

    /**
     * Must not throw: what it could not do is told again by the outbox.
     *
     * @param versions the profiles, each with a version that its edges have reached
     * @return false when it has to be told again
     */
    boolean changed(Map<Long, Long> versions);
}
