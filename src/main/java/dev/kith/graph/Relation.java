package dev.kith.graph;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one profile stands to another, by its own edges.
 *
 * @param follow what it has of a follow or a request; null for neither
 * @param connected the two are connected
 * @param blocking the one blocks the other
 * @param blockedBy the other blocks the one
 * @param muting the one mutes the other at the moment
 */
public record Relation(@Nullable Edge follow, boolean connected, boolean blocking, boolean blockedBy, boolean muting) {

    public static final Relation NONE = new Relation(null, false, false, false, false);

    public boolean following() {
        return follow != null && follow.state() == Edge.State.FOLLOWING;
    }

    public boolean requested() {
        return follow != null && follow.state() == Edge.State.REQUESTED;
    }

    public @Nullable Instant followingSince() {
        return follow != null && following() ? follow.since() : null;
    }

    public boolean blockedEitherWay() {
        return blocking || blockedBy;
    }
}
