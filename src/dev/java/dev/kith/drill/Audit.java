package dev.kith.drill;

import dev.kith.drill.Ask.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares the graph with what was asked for and promised. What is wrong is counted, and shown by its first example. */
final class Audit {
    private final Set<Ask> asked;
    private final Set<Ask> acknowledged;
    private final Set<Ask> stored = new HashSet<>();
    private final Findings findings = new Findings();

    Audit(Set<Ask> asked, Set<Ask> acknowledged) {
        this.asked = asked;
        this.acknowledged = acknowledged;
    }

    /** To be told of every edge that there is, in any order. */
    void see(StoredEdge edge) {
        EdgeRule.ALL.stream()
                .filter(rule -> !rule.holds().test(edge))
                .forEach(rule -> findings.note(rule.broken(), edge));
        edge.ask()
                .filter(asked::contains)
                .ifPresentOrElse(
                        ask -> {
                            if (!stored.add(ask)) {
                                findings.note("there twice", edge);
                            }
                        },
                        () -> findings.note("never asked for", edge));
    }

    /** How many edges of a kind there are. */
    long count(Kind kind) {
        return stored.stream().filter(ask -> ask.kind() == kind).count();
    }

    /** What is wrong, a line each; empty when nothing is. Once all edges have been seen. */
    List<String> findings() {
        acknowledged.stream()
                .filter(ask -> !stored.contains(ask))
                .forEach(lost -> findings.note("acknowledged, but not there", lost));
        stored.stream()
                .filter(ask -> ask.kind() == Kind.BLOCKS)
                .filter(block -> stored.contains(new Ask(Kind.FOLLOWS, block.source(), block.target()))
                        || stored.contains(new Ask(Kind.FOLLOWS, block.target(), block.source())))
                .forEach(block -> findings.note("blocks across which somebody follows", block));
        return findings.lines();
    }
}
