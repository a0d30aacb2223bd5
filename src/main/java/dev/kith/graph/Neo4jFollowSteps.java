package dev.kith.graph;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Record;

/** {@link FollowSteps} in Neo4j. */
@Singleton
final class Neo4jFollowSteps implements FollowSteps {

    private static final Cypher<Record> DEGREES = Cypher.load("graph/path_degrees.cypher", row -> row);
    private static final Cypher<Step> FORWARD = Cypher.load("graph/path_forward.cypher", Neo4jFollowSteps::step);
    private static final Cypher<Step> BACKWARD = Cypher.load("graph/path_backward.cypher", Neo4jFollowSteps::step);

    private final Graph graph;

    Neo4jFollowSteps(Graph graph) {
        this.graph = graph;
    }

    @Override
    public long degree(Collection<Long> profiles, Direction direction) {
        return graph.read(DEGREES, Map.of("ids", List.copyOf(profiles)))
                .getFirst()
                .get(direction == Direction.FORWARD ? "outgoing" : "incoming")
                .asLong();
    }

    @Override
    public List<Step> from(Collection<Long> profiles, Direction direction) {
        return graph.read(direction == Direction.FORWARD ? FORWARD : BACKWARD, Map.of("ids", List.copyOf(profiles)));
    }

    private static Step step(Record row) {
        return new Step(
                row.get("from").asLong(),
                row.get("id").asLong(),
                row.get("private").asBoolean());
    }
}
