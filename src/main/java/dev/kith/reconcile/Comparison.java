package dev.kith.reconcile;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Compares the sides of one place. All of it may be done again at any time, and concurrently. */
interface Comparison {

    Place place();

    /** Looks at all that has ids in a range, some at a time, and tells what seems to differ. */
    void compare(Range range, Look look) throws InterruptedException;

    /** Those of these that differ at the moment, as of now. */
    List<Finding> again(Collection<String> keys);

    /** Those of these of which one side is known to have still to learn. */
    default Set<String> underWay(Collection<String> keys) {
        return Set.of();
    }

    /** Has the wrong side brought in line by whoever is there to do that. Called in a transaction. */
    void repair(List<Finding> findings);
}
