package dev.kith.drill;

import dev.kith.dev.EmbeddedStack;
import java.util.Map;
import java.util.function.Consumer;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.SessionConfig;

/** What lies in Neo4j, seen past the service. */
final class StoredGraph implements AutoCloseable {
    private static final String EDGES = """
            MATCH (source)-[edge]->(target)
            WHERE source:Profile OR target:Profile
            RETURN type(edge) AS type, source.id AS source, target.id AS target, properties(edge) AS properties,
                   CASE WHEN source.clock < target.clock THEN source.clock ELSE target.clock END AS clock
            """;
    private static final String NOTES = """
            MATCH (note:OutboxEvent)
            RETURN count(note) AS notes
            """;

    private final Driver driver;
    private final SessionConfig session;

    StoredGraph(EmbeddedStack stack) {
        var properties = stack.properties();
        driver = GraphDatabase.driver(
                text(properties, "neo4j.uri"),
                AuthTokens.basic(text(properties, "neo4j.username"), text(properties, "neo4j.password")));
        session = SessionConfig.forDatabase(text(properties, "neo4j.database"));
    }

    private static String text(Map<String, Object> properties, String name) {
        return String.valueOf(properties.get(name));
    }

    /** Gives every edge of a profile, of whatever kind. */
    void edges(Consumer<StoredEdge> reader) {
        try (var open = driver.session(session)) {
            open.run(EDGES)
                    .forEachRemaining(row -> reader.accept(new StoredEdge(
                            row.get("type").asString(),
                            row.get("source").asLong(-1),
                            row.get("target").asLong(-1),
                            row.get("clock").asLong(-1),
                            row.get("properties").asMap())));
        }
    }

    /** How many notes of changes wait to be delivered. */
    long notes() {
        try (var open = driver.session(session)) {
            return open.run(NOTES).single().get("notes").asLong();
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
