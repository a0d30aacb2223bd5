package dev.kith.drill;

import dev.kith.drill.Ask.Kind;
import dev.kith.drill.StoredGraph.Degrees;
import dev.kith.load.BatchClient.Item;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what is told of batches, and what lies in the graph, with what must be. */
final class BatchAudit {
    private final Findings findings = new Findings();
    private final Set<Ask> stored = new HashSet<>();

    /** How often it must come to each outcome, and how often it is said to have. */
    record Outcomes(Map<String, Integer> expected, Map<String, Integer> told) {}

    /** Compares the receipts of a batch with what must have come of its pairs, each of which counts once. */
    Outcomes receipts(Map<Ask, String> expected, List<Item> items) {
        var told = new LinkedHashMap<String, Integer>();
        var seen = new HashSet<Ask>();
        for (var item : items) {
            var pair = new Ask(Kind.FOLLOWS, item.source(), item.target());
            var outcome = expected.get(pair);
            told.merge(item.outcome(), 1, Integer::sum);
            if (outcome == null) {
                findings.note("pairs have a receipt that nobody sent", pair);
            } else if (!seen.add(pair)) {
                findings.note("pairs have two receipts", pair);
            } else if (!outcome.equals(item.outcome())) {
                findings.note("pairs that must be %s are %s".formatted(outcome, item.outcome()), pair);
            }
        }
        expected.keySet().stream()
                .filter(pair -> !seen.contains(pair))
                .forEach(pair -> findings.note("pairs have no receipt", pair));
        return new Outcomes(counts(expected.values()), told);
    }

    private static Map<String, Integer> counts(Collection<String> outcomes) {
        var counts = new LinkedHashMap<String, Integer>();
        outcomes.forEach(outcome -> counts.merge(outcome, 1, Integer::sum));
        return counts;
    }

    /** To be told of every edge that there is, in any order. */
    void see(StoredEdge edge, Planted expected) {
        EdgeRule.OF_ANY.stream()
                .filter(rule -> !rule.holds().test(edge))
                .forEach(rule -> findings.note(rule.broken(), edge));
        var ask = edge.ask().orElse(null);
        if (ask == null || !expected.edges().contains(ask)) {
            findings.note("edges are there that must not be", edge);
        } else if (!stored.add(ask)) {
            findings.note("edges are there twice", edge);
        } else if (ask.kind() == Kind.FOLLOWS
                && !expected.state(ask.target()).equals(edge.properties().get("state"))) {
            findings.note("follows are in another state than they must be", edge);
        }
    }

    /** Once all edges have been seen. */
    void lost(Planted expected) {
        expected.edges().stream()
                .filter(edge -> !stored.contains(edge))
                .forEach(edge -> findings.note("edges are lost", edge));
    }

    /** Compares how many follows begin and end at each profile with how many must. */
    void degrees(Map<Long, Degrees> told, Planted expected) {
        var degrees = new HashMap<Long, Degrees>();
        for (var edge : expected.edges()) {
            if (edge.kind() == Kind.FOLLOWS) {
                degrees.merge(edge.source(), new Degrees(1, 0), BatchAudit::plus);
                degrees.merge(edge.target(), new Degrees(0, 1), BatchAudit::plus);
            }
        }
        told.forEach((profile, has) -> {
            var must = degrees.getOrDefault(profile, new Degrees(0, 0));
            if (!must.equals(has)) {
                findings.note("profiles have other degrees than they must", profile + " has " + has + " of " + must);
            }
        });
    }

    private static Degrees plus(Degrees one, Degrees other) {
        return new Degrees(one.following() + other.following(), one.followers() + other.followers());
    }

    void note(String what, Object example) {
        findings.note(what, example);
    }

    Findings notes() {
        return findings;
    }

    /** How many edges there are that must be. */
    int seen() {
        return stored.size();
    }

    /** What is wrong, a line each; empty when nothing is. */
    List<String> findings() {
        return findings.lines();
    }
}
