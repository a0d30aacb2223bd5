package dev.kith.graph;

/**
 * How one profile stands to another.
 *
 * @param following the one follows the other; a request is not enough
 * @param blocking the one blocks the other
 * @param blockedBy the other blocks the one
 */
public record Relation(boolean following, boolean blocking, boolean blockedBy) {

    public static final Relation NONE = new Relation(false, false, false);

    public boolean blockedEitherWay() {
        return blocking || blockedBy;
    }
}
