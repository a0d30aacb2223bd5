package dev.kith.graph;

import ac.simons.neo4j.migrations.core.Migrations;
import ac.simons.neo4j.migrations.core.MigrationsConfig;
import io.github.classgraph.ClassGraph;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.net.URL;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.neo4j.driver.Driver;
import org.neo4j.driver.QueryConfig;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;

/**
 * Applies the migrations of the graph, one instance at a time. The library's own lock is a node, which refuses whoever comes second and stays
 * behind after a crash; so a lock of Postgres, which does neither, is held around it, and a node found then is nobody's.
 */
@Singleton
class GraphSchema {

    private static final String LOCATION = "classpath:cypher/migrations";
    private static final Cypher<Object> ANSWER = Cypher.load("graph/answer.cypher", row -> row);
    private static final Cypher<Object> FORGET_CRASHED =
            Cypher.load("graph/forget_crashed_migration.cypher", row -> row);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final GraphSchemaRepository locks;
    private final TransactionOperations<Connection> transactions;

    GraphSchema(GraphSchemaRepository locks, TransactionOperations<Connection> transactions) {
        this.locks = locks;
        this.transactions = transactions;
    }

    /**
     * Waits for the server first, and only then for the others: whoever holds the lock does not keep them waiting for the server too.
     *
     * @param patience how long the server may take to answer
     */
    void bringUpToDate(Driver driver, String database, Duration patience) {
        var migrations = new Migrations(
                MigrationsConfig.builder()
                        .withLocationsToScan(LOCATION)
                        .withResourceScanner(GraphSchema::scan)
                        .withDatabase(database)
                        .build(),
                driver);
        var config = QueryConfig.builder().withDatabase(database).build();
        await(() -> driver.executableQuery(ANSWER.text()).withConfig(config).execute(), patience);
        transactions.executeWrite(transaction -> {
            locks.lock();
            driver.executableQuery(FORGET_CRASHED.text()).withConfig(config).execute();
            return migrations.apply();
        });
    }

    /** The driver itself would sleep twice as long after each failure, and go on sleeping for half a minute when the server is there. */
    static void await(Runnable question, Duration patience) {
        var began = System.nanoTime();
        while (true) {
            try {
                question.run();
                return;
            } catch (Neo4jException unanswered) {
                if (!(unanswered instanceof RetryableException) || System.nanoTime() - began > patience.toNanos()) {
                    throw unanswered;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** Looks where the service itself lies, and not, as the library would, through the whole class path. */
    private static List<URL> scan(List<String> locations) {
        var own = GraphSchema.class.getProtectionDomain().getCodeSource().getLocation();
        try (var found = new ClassGraph()
                .overrideClasspath(own)
                .acceptPaths(locations.toArray(String[]::new))
                .scan()) {
            return found.getAllResources().getURLs();
        }
    }
}
