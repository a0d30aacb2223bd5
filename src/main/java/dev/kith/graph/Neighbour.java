package dev.kith.graph;

import dev.kith.id.ProfileId;
import java.time.Instant;

/**
 * The other end of an edge.
 *
 * @param since by which, newest first, and then by id, lists of edges are ordered
 */
public record Neighbour(ProfileId id, Instant since) {

    /** Its place in the list. */
    public long[] position() {
        return new long[] {since.toEpochMilli(), id.value()};
    }
}
