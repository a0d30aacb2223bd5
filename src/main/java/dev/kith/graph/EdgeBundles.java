package dev.kith.graph;

import dev.kith.events.ClaimCheck;
import dev.kith.events.Family;
import dev.kith.events.Poison;
import dev.kith.id.Ids;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Changes that were made together by so many that one message tells of all. They stay listed until everybody has learned of them. */
@Singleton
final class EdgeBundles {

    private static final String TYPE = Family.BUNDLE + Family.EDGE;
    private static final String BULK = Family.IN_BULK + Family.EDGE;
    private static final Set<String> TYPES = Set.of(TYPE, BULK);

    /** With fewer changes each has a message of its own. */
    static final int FEWEST = 32;

    private static final Cypher<EdgeNote> FIND = Cypher.load("graph/bundle.cypher", EdgeNote::of);
    private static final Cypher<Long> KEEP =
            Cypher.load("graph/outbox_bundle.cypher", row -> row.get("kept").asLong());
    private static final Cypher<Long> REMOVE =
            Cypher.load("graph/bundle_remove.cypher", row -> row.get("removed").asLong());
    private static final Cypher<Long> FORGET = Cypher.load(
            "graph/forget_bundles.cypher", row -> row.get("forgotten").asLong());
    private static final Cypher<Long> APART =
            Cypher.load("graph/bundle_apart.cypher", row -> row.get("made").asLong());

    private final Graph graph;
    private final WriteLimits limits;
    private final Ids ids;
    private final Clock clock;

    EdgeBundles(Graph graph, WriteLimits limits, Ids ids, Clock clock) {
        this.graph = graph;
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
    }

    static boolean has(String type) {
        return TYPES.contains(type);
    }

    static boolean inBulk(String type) {
        return type.equals(BULK);
    }

    /** The message that leads to what this note says. */
    ClaimCheck check(EdgeNote note, List<EdgeChange> wanted) {
        var type = wanted.size() > limits.batch() ? BULK : TYPE;
        return new ClaimCheck(
                type, note.id(), Long.toString(note.id()), wanted.getFirst().traceId());
    }

    /** Keeps what these notes say, once the messages are sent that lead to it. */
    static void keep(Graph.Statements open, List<Long> notes) {
        if (!notes.isEmpty()) {
            open.run(KEEP, Map.of("ids", notes));
        }
    }

    /** The changes that a message leads to; none when everybody has learned of them. */
    List<EdgeChange> changes(ClaimCheck check) {
        return graph.write(open -> open.run(FIND, Map.of("id", id(check)))).stream()
                .findFirst()
                .map(EdgeNote::changes)
                .orElse(List.of());
    }

    void remove(ClaimCheck check) {
        graph.write(open -> open.run(REMOVE, Map.of("id", id(check))));
    }

    /** Forgets some whose ids are lesser; answers how many. */
    int forget(long before, int most) {
        return graph.write(open -> open.run(FORGET, Map.of("before", before, "most", most)))
                .getFirst()
                .intValue();
    }

    /** Lets each change go its own way from here. */
    void takeApart(ClaimCheck check) {
        graph.write(open -> {
            var notes = open.run(FIND, Map.of("id", id(check))).stream()
                    .flatMap(note -> note.changes().stream())
                    .map(this::row)
                    .toList();
            open.run(REMOVE, Map.of("id", id(check)));
            return open.run(APART, Map.of("notes", notes, "at", clock.millis()));
        });
    }

    private Map<String, Object> row(EdgeChange change) {
        return Map.of(
                "id", ids.next(),
                "kind", change.kind().name(),
                "source", change.source(),
                "target", change.target(),
                "version", change.version(),
                "trace", Objects.requireNonNullElse(change.traceId(), ""));
    }

    private static long id(ClaimCheck check) {
        try {
            return Long.parseLong(check.key());
        } catch (NumberFormatException two) {
            throw new Poison("the key of %s must be one id, was %s".formatted(check.type(), check.key()));
        }
    }
}
