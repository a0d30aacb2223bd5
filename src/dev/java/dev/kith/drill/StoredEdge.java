package dev.kith.drill;

import dev.kith.drill.Ask.Kind;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * An edge as it lies in the graph.
 *
 * @param source id of the profile where it begins
 * @param target id of the profile where it ends
 * @param clock how far the edges of these profiles have come: the lower one of the two
 */
record StoredEdge(String type, long source, long target, long clock, Map<String, Object> properties) {

    /** What would have made it; none for an edge of another type. */
    Optional<Ask> ask() {
        return Arrays.stream(Kind.values())
                .filter(known -> known.name().equals(type))
                .findFirst()
                .map(known -> new Ask(known, source, target));
    }

    long version() {
        return properties.get("version") instanceof Long version ? version : Long.MAX_VALUE;
    }

    @Override
    public String toString() {
        return "%d %s %d %s, clock %d".formatted(source, type, target, properties, clock);
    }
}
