package dev.kith.graph;

import dev.kith.graph.GraphBackup.Edge;
import dev.kith.graph.GraphRestore.Outcome.EndsMissing;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;

/** Writes what a backup has into the graph, line by line in its order. How many lines are in is kept with them, in their transactions. */
@Singleton
public class GraphRestore {

    private static final Map<String, String> PARAMETERS = Map.of(
            "FOLLOWS", "follows",
            "FOLLOWED", "followed",
            "CONNECTED", "connected",
            "BLOCKS", "blocks",
            "MUTES", "mutes",
            "MEMBER_OF", "memberships",
            "RECOMMENDED", "recommended",
            "DISMISSED", "dismissed");

    private static final Cypher<Long> THERE = Cypher.load(
            "graph/restore_edges_there.cypher", row -> row.get("edges").asLong());
    private static final Cypher<Record> STATE = Cypher.load("graph/restore_state.cypher", row -> row);
    private static final Cypher<Long> BEGIN =
            Cypher.load("graph/restore_begin.cypher", row -> row.get("lines").asLong());
    private static final Cypher<Long> ADVANCE =
            Cypher.load("graph/restore_advance.cypher", row -> row.get("lines").asLong());
    private static final Cypher<Long> PROFILES =
            Cypher.load("graph/restore_profiles.cypher", row -> row.get("rows").asLong());
    private static final Cypher<Long> COMMUNITIES = Cypher.load(
            "graph/restore_communities.cypher", row -> row.get("rows").asLong());
    private static final Cypher<Long> EDGES =
            Cypher.load("graph/restore_edges.cypher", row -> row.get("found").asLong());

    private final Graph graph;

    /** A node of a backup. */
    public record Node(GraphBackup.Of of, long id, Map<String, Object> said) {}

    /**
     * Some lines of a backup.
     *
     * @param before how many lines come before them
     */
    public record Lines(long before, List<Node> nodes, List<Edge> edges) {

        /** How many are in with them. */
        long after() {
            return before + nodes.size() + edges.size();
        }
    }

    /** What came of some lines. */
    public sealed interface Outcome {

        /** So many lines of the file are in now. */
        record Written(long lines) implements Outcome {}

        /** So many are in: these begin elsewhere. */
        record Elsewhere(long lines) implements Outcome {}

        /** The file is not being brought in, or is in as a whole. */
        record NotBegun() implements Outcome {}

        /** Some edges have an end that has no node; nothing was written. */
        record EndsMissing(long edges) implements Outcome {}
    }

    /** Ends the transaction without a trace of it. */
    private static final class Homeless extends RuntimeException {

        private final transient EndsMissing outcome;

        Homeless(long edges) {
            super(edges + " edges lack an end");
            outcome = new EndsMissing(edges);
        }
    }

    GraphRestore(Graph graph) {
        this.graph = graph;
    }

    /** Whether edges of this kind are known. */
    public static boolean isKind(String kind) {
        return PARAMETERS.containsKey(kind);
    }

    /** How many edges there are. */
    public long edges() {
        return graph.read(THERE, Map.of()).getFirst();
    }

    /** How many lines of a file are in; none when it is not being brought in. */
    public Optional<Long> lines(String fingerprint) {
        return graph.write(open -> open.run(STATE, Map.of("fingerprint", fingerprint))).stream()
                .findFirst()
                .map(row -> row.get("lines").asLong());
    }

    /** Begins to bring in a file; answers how many of its lines are in. */
    public long begin(String fingerprint, long total, boolean merge) {
        return graph.write(open -> open.run(BEGIN, Map.of("fingerprint", fingerprint, "total", total, "merge", merge)))
                .getFirst();
    }

    /** Brings in the next lines of a file, in one transaction. */
    public Outcome write(String fingerprint, Lines lines) {
        try {
            return graph.write(open -> write(open, fingerprint, lines));
        } catch (Homeless homeless) {
            return homeless.outcome;
        }
    }

    private static Outcome write(Graph.Statements open, String fingerprint, Lines lines) {
        var state = open.run(STATE, Map.of("fingerprint", fingerprint)).stream().findFirst();
        if (state.isEmpty()) {
            return new Outcome.NotBegun();
        }
        var present = state.get().get("lines").asLong();
        if (present >= lines.after()) {
            return new Outcome.Written(present);
        }
        if (present != lines.before()) {
            return new Outcome.Elsewhere(present);
        }
        put(open, lines, state.get().get("merge").asBoolean());
        open.run(ADVANCE, Map.of("fingerprint", fingerprint, "lines", lines.after()));
        return new Outcome.Written(lines.after());
    }

    private static void put(Graph.Statements open, Lines lines, boolean merge) {
        for (var of : GraphBackup.Of.values()) {
            var rows =
                    rows(lines.nodes().stream().filter(node -> node.of() == of).toList());
            if (!rows.isEmpty()) {
                open.run(of == GraphBackup.Of.PROFILE ? PROFILES : COMMUNITIES, Map.of("rows", rows));
            }
        }
        if (lines.edges().isEmpty()) {
            return;
        }
        LockedProfiles.lock(open, ends(lines.edges()));
        var parameters = new HashMap<String, Object>();
        PARAMETERS.values().forEach(name -> parameters.put(name, new ArrayList<Map<String, Object>>()));
        var byKind = new HashMap<String, List<Map<String, Object>>>();
        lines.edges()
                .forEach(edge -> byKind.computeIfAbsent(edge.kind(), kind -> new ArrayList<>())
                        .add(row(edge)));
        byKind.forEach((kind, rows) -> parameters.put(String.valueOf(PARAMETERS.get(kind)), rows));
        parameters.put("merge", merge);
        var missing = lines.edges().size() - open.run(EDGES, parameters).getFirst();
        if (missing > 0) {
            throw new Homeless(missing);
        }
    }

    private static SortedSet<Long> ends(Collection<Edge> edges) {
        var ends = new TreeSet<Long>();
        edges.forEach(edge -> {
            ends.add(edge.source());
            ends.add(edge.target());
        });
        return ends;
    }

    private static List<Map<String, Object>> rows(List<Node> nodes) {
        return nodes.stream()
                .sorted((one, other) -> Long.compare(one.id(), other.id()))
                .map(node ->
                        Map.of("id", node.id(), "version", number(node.said().get("version")), "said", node.said()))
                .toList();
    }

    private static Map<String, Object> row(Edge edge) {
        var said = new HashMap<>(edge.said());
        said.put("source", edge.source());
        said.put("target", edge.target());
        var row = new HashMap<String, Object>();
        row.put("source", edge.source());
        row.put("target", edge.target());
        row.put("version", number(edge.said().get("version")));
        row.put("set", edge.said().get("set"));
        row.put("said", said);
        return row;
    }

    private static Object number(@Nullable Object version) {
        return version instanceof Number ? version : 0L;
    }
}
