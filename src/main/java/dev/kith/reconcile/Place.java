package dev.kith.reconcile;

import java.util.Locale;

/** Where two stores hold the same facts. */
public enum Place {
    /** The profile table, and the nodes of profiles. */
    PROFILES,
    /** The community table, and the nodes of communities. */
    COMMUNITIES,
    /** Who is the admin of a community, and its membership. */
    MEMBERSHIPS,
    /** What is counted of posts and comments, and the rows that are counted. */
    COUNTS,
    /** The standings that Redis keeps, and the edges. */
    STANDINGS,
    /** The lists of posts that Redis keeps, and the posts. */
    TIMELINES,
    /** What waits in the outboxes, and the time that it may take. */
    OUTBOXES;

    /** As it is called in metrics and on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
