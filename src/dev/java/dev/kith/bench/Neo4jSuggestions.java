package dev.kith.bench;

import dev.kith.dev.EmbeddedStack;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;

/** Asks Neo4j itself whom a profile may want to follow: the same candidates within the same bounds, scored by the same but for walks, which it is spared. */
final class Neo4jSuggestions implements AutoCloseable {

    private static final String SUGGEST = """
            MATCH (profile:Profile {id: $profile})
            CALL (profile) {
              MATCH (profile)-[:FOLLOWS {state: 'FOLLOWING'}]->(followee:Profile)
              WITH profile, followee, 1 / log(2 + COUNT { (followee)-[:FOLLOWS]->() }) AS weight
              LIMIT 500
              CALL (followee) {
                MATCH (followee)-[:FOLLOWS {state: 'FOLLOWING'}]->(candidate:Profile)
                RETURN candidate
                LIMIT 500
              }
              RETURN candidate, sum(weight) AS weight, 0 AS back
              UNION ALL
              MATCH (profile)<-[:FOLLOWS {state: 'FOLLOWING'}]-(candidate:Profile)
              RETURN candidate, 0.0 AS weight, 1 AS back
              LIMIT 1000
            }
            WITH profile, candidate, sum(weight) AS weight, max(back) AS back
            WHERE candidate <> profile AND NOT EXISTS { (profile)-[:FOLLOWS]->(candidate) }
            WITH collect({id: candidate.id, weight: weight, back: back}) AS candidates, max(weight) AS best
            UNWIND candidates AS candidate
            RETURN candidate.id AS id, candidate.back + CASE best WHEN 0 THEN 0 ELSE 0.5 * candidate.weight / best END AS score
            ORDER BY score DESC, id
            LIMIT $limit
            """;

    private final Driver driver;
    private final Session session;

    Neo4jSuggestions(EmbeddedStack stack) {
        var properties = stack.properties();
        driver = GraphDatabase.driver(
                text(properties, "neo4j.uri"),
                AuthTokens.basic(text(properties, "neo4j.username"), text(properties, "neo4j.password")));
        session = driver.session(SessionConfig.forDatabase(text(properties, "neo4j.database")));
    }

    private static String text(Map<String, Object> properties, String name) {
        return String.valueOf(properties.get(name));
    }

    /** The ids of the best, the best first. */
    List<Long> suggest(long profile, int limit) {
        return session.run(SUGGEST, Map.of("profile", profile, "limit", limit))
                .list(row -> row.get("id").asLong());
    }

    @Override
    public void close() {
        session.close();
        driver.close();
    }
}
