package dev.kith.reconcile;

/** How the sides of a place differ. */
enum Difference {
    /** The row has no node. */
    MISSING,
    /** The node has no row, and no edges. */
    ORPHAN,
    /** The node has no row, but edges, which stand nowhere else. */
    ORPHAN_WITH_EDGES,
    /** The node is of the version of the row, but says something else. */
    FLAGS,
    /** The node is of an older version than the row. */
    BEHIND,
    /** The node is of a newer version than the row. */
    AHEAD,
    /** What is deleted has edges. */
    EDGES_LEFT,
    /** The admin is not a member. */
    NO_MEMBERSHIP,
    /** The rows that are counted are more or fewer. */
    MISCOUNTED,
    /** What Redis keeps is not what the graph says. */
    STALE,
    /** A list says that it has posts that it has not. */
    LACKS_POSTS,
    /** It has waited longer than it may. */
    STUCK;

    /** Whether repairing it destroys what stands nowhere else. */
    boolean needsErasing() {
        return this == ORPHAN_WITH_EDGES;
    }
}
