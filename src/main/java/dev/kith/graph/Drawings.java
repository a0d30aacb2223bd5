package dev.kith.graph;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small parts of the graph, to be drawn. */
@Singleton
public class Drawings {

    private static final Cypher<Node> NODES = Cypher.load(
            "graph/drawn_nodes.cypher",
            row -> new Node(
                    row.get("id").asLong(),
                    row.get("community").asBoolean(),
                    row.get("private").asBoolean(),
                    row.get("deleted").asBoolean()));
    private static final Cypher<Line> EDGES = Cypher.load(
            "graph/drawn_edges.cypher",
            row -> new Line(
                    row.get("source").asLong(),
                    row.get("target").asLong(),
                    row.get("type").asString(),
                    row.get("state").asString(null)));

    private final Graph graph;

    /** A profile, or a community. */
    public record Node(long id, boolean community, boolean isPrivate, boolean deleted) {}

    /**
     * An edge.
     *
     * @param state of a follow
     */
    public record Line(
            long source, long target, String type, @Nullable String state) {}

    Drawings(Graph graph) {
        this.graph = graph;
    }

    /** Those of the ids that are of a profile or a community. */
    public List<Node> nodes(Collection<Long> ids) {
        return graph.read(NODES, Map.of("ids", List.copyOf(ids)));
    }

    /** The edges of every kind from the first of each pair to its second. */
    public List<Line> edges(Collection<SocialGraph.Pair> pairs) {
        var rows = pairs.stream()
                .map(pair -> Map.of("source", pair.source(), "target", pair.target()))
                .toList();
        return graph.read(EDGES, Map.of("pairs", rows));
    }
}
