package dev.kith.graph;

import dev.kith.id.CommunityId;
import dev.kith.id.ProfileId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The other end of an edge.
 *
 * @param id of a profile or a community
 * @param since by which, newest first, and then by id, lists of edges are ordered
 * @param until when a mute ends; null for never, and for edges of other kinds
 */
public record Neighbour(long id, Instant since, @Nullable Instant until) {

    public ProfileId profile() {
        return new ProfileId(id);
    }

    public CommunityId community() {
        return new CommunityId(id);
    }

    /** Its place in the list. */
    public long[] position() {
        return new long[] {since.toEpochMilli(), id};
    }
}
