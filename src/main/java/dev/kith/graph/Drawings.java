package dev.kith.graph;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;

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
    private static final Cypher<Line> EDGES = Cypher.load("graph/drawn_edges.cypher", Drawings::line);
    private static final Cypher<Line> AROUND = Cypher.load("graph/drawn_around.cypher", Drawings::line);

    private final Graph graph;
    private final Clock clock;

    /** A profile, or a community. */
    public record Node(long id, boolean community, boolean isPrivate, boolean deleted) {}

    /**
     * An edge.
     *
     * @param state of a follow
     */
    public record Line(
            long source, long target, String type, @Nullable String state) {}

    Drawings(Graph graph, Clock clock) {
        this.graph = graph;
        this.clock = clock;
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

    /**
     * Edges around profiles, each once: of each kind and direction the newest, or the best. Requests are among them; what was refused, has ended or has expired is not, and
     * neither is what is not served.
     *
     * @param most of each kind and direction, around each profile
     */
    public List<Line> around(Collection<Long> profiles, int most) {
        return graph.read(AROUND, Map.of("ids", List.copyOf(profiles), "most", most, "now", clock.millis()));
    }

    private static Line line(Record row) {
        return new Line(
                row.get("source").asLong(),
                row.get("target").asLong(),
                row.get("type").asString(),
                row.get("state").asString(null));
    }
}
