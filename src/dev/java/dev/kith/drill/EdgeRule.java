package dev.kith.drill;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What must hold of an edge by itself.
 *
 * @param broken what is wrong with one of which it does not hold
 */
record EdgeRule(String broken, Predicate<StoredEdge> holds) {
    private static final Set<String> OF_ALL = Set.of("source", "target", "since", "version");

    /** Of every edge, whoever it leads to. */
    static final List<EdgeRule> OF_ANY = List.of(
            new EdgeRule(
                    "half made, since a property is missing",
                    edge -> edge.properties().keySet().containsAll(OF_ALL)),
            new EdgeRule(
                    "half made, since it does not know its ends",
                    edge -> Long.valueOf(edge.source()).equals(edge.properties().get("source"))
                            && Long.valueOf(edge.target())
                                    .equals(edge.properties().get("target"))),
            new EdgeRule("newer than the clock of one of its ends", edge -> edge.version() <= edge.clock()));

    /** Of those of a network in which nobody is private. */
    static final List<EdgeRule> ALL = Stream.concat(
                    OF_ANY.stream(),
                    Stream.of(new EdgeRule(
                            "half made, since a follow of a public profile is no follow yet",
                            edge -> !edge.type().equals("FOLLOWS")
                                    || "FOLLOWING".equals(edge.properties().get("state")))))
            .toList();
}
