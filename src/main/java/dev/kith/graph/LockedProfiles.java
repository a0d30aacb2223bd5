package dev.kith.graph;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/**
 * Profiles that a transaction has locked, so that nothing of them changes until it ends.
 *
 * @param clock the highest version that the edges of any of them have
 * @param found those that have a node; there is nothing to lock of the others
 * @param deleted those of them that are deleted
 */
record LockedProfiles(long clock, Set<Long> found, Set<Long> deleted) {

    private static final Cypher<LockedProfiles> LOCK = Cypher.load("graph/lock_profiles.cypher", LockedProfiles::of);

    /** Locks them in the order of their ids, as all do, so no two transactions wait for each other. */
    static LockedProfiles lock(Graph.Statements open, Collection<Long> profiles) {
        return open.run(LOCK, Map.of("ids", List.copyOf(new TreeSet<>(profiles))))
                .getFirst();
    }

    /** Those of these profiles that have no node, or are deleted. */
    Set<Long> homeless(Collection<Long> profiles) {
        var homeless = new HashSet<>(profiles);
        homeless.removeAll(found);
        homeless.addAll(deleted);
        return homeless;
    }

    /** As a statement answers that has locked them. */
    static LockedProfiles of(Record row) {
        return new LockedProfiles(
                row.get("clock").asLong(),
                Set.copyOf(row.get("found").asList(Value::asLong)),
                Set.copyOf(row.get("deleted").asList(Value::asLong)));
    }
}
