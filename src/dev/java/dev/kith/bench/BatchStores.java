package dev.kith.bench;

import dev.kith.bench.BatchBench.Numbered;
import dev.kith.dev.EmbeddedStack;
import java.io.IOException;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.SessionConfig;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What lies in the stores of batches, written and seen past the service. */
final class BatchStores implements AutoCloseable {

    /** All that the service reads of a follow, and no more. */
    private static final String RAW = """
            UNWIND $pairs AS pair
            MATCH (source:Profile {id: pair.source})
            MATCH (target:Profile {id: pair.target})
            MERGE (source)-[follows:FOLLOWS]->(target)
              ON CREATE SET follows = {source: pair.source, target: pair.target, state: 'FOLLOWING', since: $at, version: 0}
            RETURN count(*) AS made
            """;

    private static final String REMOVE = """
            UNWIND $pairs AS pair
            MATCH (:Profile {id: pair.source})-[follows:FOLLOWS]->(:Profile {id: pair.target})
            DELETE follows
            RETURN count(*) AS made
            """;

    private static final String WAITING = """
            RETURN COUNT { (:OutboxEvent) } + COUNT { (:EdgeReceipt) } AS made
            """;

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final Duration CALM = Duration.ofSeconds(1);

    private final Map<String, Object> properties;
    private final Driver driver;
    private final SqsClient sqs;

    BatchStores(EmbeddedStack stack) {
        properties = stack.properties();
        driver = GraphDatabase.driver(
                text("neo4j.uri"), AuthTokens.basic(text("neo4j.username"), text("neo4j.password")));
        sqs = SqsClient.builder()
                .endpointOverride(URI.create(text("aws.services.sqs.endpoint-override")))
                .region(Region.of(text("aws.region")))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(text("aws.access-key-id"), text("aws.secret-key"))))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** The ids of profiles by their handles. */
    Map<String, Long> ids() throws IOException {
        var ids = new HashMap<String, Long>();
        try (var connection = DriverManager.getConnection(
                        text("datasources.default.url"),
                        text("datasources.default.username"),
                        text("datasources.default.password"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT handle, id FROM profile")) {
            while (rows.next()) {
                ids.put(rows.getString(1), rows.getLong(2));
            }
            return ids;
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /**
     * Makes follows, so many in a transaction, as fast as one connection does it.
     *
     * @return in how many ns
     */
    long merge(List<Numbered> pairs, int transaction) {
        var begin = System.nanoTime();
        run(RAW, pairs, transaction);
        return System.nanoTime() - begin;
    }

    /** Ends follows that must be there. */
    void remove(List<Numbered> pairs, int transaction) {
        run(REMOVE, pairs, transaction);
    }

    private void run(String statement, List<Numbered> pairs, int transaction) {
        try (var session = driver.session(SessionConfig.forDatabase(text("neo4j.database")))) {
            var at = System.currentTimeMillis();
            var made = pairs.stream()
                    .gather(Gatherers.windowFixed(transaction))
                    .mapToLong(some -> session.executeWrite(open -> open.run(
                                    statement,
                                    Map.of(
                                            "at",
                                            at,
                                            "pairs",
                                            some.stream().map(Numbered::row).toList()))
                            .single()
                            .get("made")
                            .asLong()))
                    .sum();
            if (made != pairs.size()) {
                throw new BenchFailure("Of %d follows %d were there".formatted(pairs.size(), made));
            }
        }
    }

    /**
     * Waits until nothing is left to be done of a batch; answers when that was.
     *
     * @param worked whether somebody takes the messages; else they are thrown away
     */
    long awaitRest(boolean worked) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (waiting() > 0 || (worked && messages() > 0)) {
            if (System.nanoTime() > end) {
                throw new BenchFailure("A batch was not told of within " + PATIENCE);
            }
            Thread.sleep(INTERVAL);
        }
        var rest = System.nanoTime();
        if (!worked) {
            queues().forEach(queue -> sqs.purgeQueue(request -> request.queueUrl(queue)));
        }
        Thread.sleep(CALM);
        return rest;
    }

    private long waiting() {
        try (var session = driver.session(SessionConfig.forDatabase(text("neo4j.database")))) {
            return session.run(WAITING).single().get("made").asLong();
        }
    }

    private long messages() {
        return queues().stream()
                .mapToLong(queue -> sqs
                        .getQueueAttributes(request -> request.queueUrl(queue)
                                .attributeNames(
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                        .attributes()
                        .values()
                        .stream()
                        .mapToLong(Long::parseLong)
                        .sum())
                .sum();
    }

    private List<String> queues() {
        return sqs.listQueues().queueUrls();
    }

    private String text(String name) {
        return String.valueOf(properties.get(name));
    }

    @Override
    public void close() {
        driver.close();
        sqs.close();
    }
}
