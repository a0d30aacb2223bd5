package dev.kith.drill;

import dev.kith.dev.EmbeddedStack;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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

    private static final String RECEIPTS = """
            MATCH (receipt:EdgeReceipt)
            RETURN receipt.key AS key
            """;
    private static final String DEGREES = """
            MATCH (profile:Profile)
            RETURN profile.id AS id, COUNT { (profile)-[:FOLLOWS]->() } AS following, COUNT { (profile)<-[:FOLLOWS]-() } AS followers
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

    /** The keys under which it is kept what came of commands. */
    Set<String> receipts() {
        try (var open = driver.session(session)) {
            return Set.copyOf(open.run(RECEIPTS).list(row -> row.get("key").asString()));
        }
    }

    /** How many follows begin and end at a profile, requests included. */
    record Degrees(long following, long followers) {}

    Map<Long, Degrees> degrees() {
        try (var open = driver.session(session)) {
            return open.run(DEGREES).stream()
                    .collect(Collectors.toMap(
                            row -> row.get("id").asLong(),
                            row -> new Degrees(
                                    row.get("following").asLong(),
                                    row.get("followers").asLong())));
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
