package dev.kith.graph;

import dev.kith.web.StoreDownException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.TransactionContext;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;

/** Runs statements: the only class that touches sessions, routing, retries and time limits. */
@Singleton
class Graph {

    private static final String TIMED_OUT = "Neo.ClientError.Transaction.TransactionTimedOut";

    /** The same of a transaction that was waiting for a lock, or of a server that is about to stop. */
    private static final Set<String> ENDED = Set.of(
            "Neo.ClientError.Transaction.LockClientStopped", "Neo.ClientError.Transaction.TransactionTerminated");

    private final Driver driver;
    private final SessionConfig session;
    private final TransactionConfig limits;

    /** The statements of one transaction. */
    interface Statements {

        <T> List<T> run(Cypher<T> statement, Map<String, Object> parameters);
    }

    Graph(Driver driver, GraphConfiguration configuration) {
        this.driver = driver;
        this.session =
                SessionConfig.builder().withDatabase(configuration.database()).build();
        this.limits = TransactionConfig.builder()
                .withTimeout(configuration.queryTimeout())
                .build();
    }

    <T> List<T> read(Cypher<T> statement, Map<String, Object> parameters) {
        return in(open -> open.executeRead(transaction -> run(transaction, statement, parameters), limits));
    }

    /** Runs all statements in one transaction, which may be run again as a whole when it fails in passing. */
    <T> T write(Function<Statements, T> work) {
        return in(open -> open.executeWrite(
                transaction -> work.apply(new Statements() {
                    @Override
                    public <R> List<R> run(Cypher<R> statement, Map<String, Object> parameters) {
                        return Graph.run(transaction, statement, parameters);
                    }
                }),
                limits));
    }

    private static <T> List<T> run(
            TransactionContext transaction, Cypher<T> statement, Map<String, Object> parameters) {
        return transaction.run(statement.text(), parameters).list(statement.row());
    }

    /** Whether the server ended a transaction that took too long, or on its way down. */
    static boolean wasEnded(Neo4jException failed) {
        return failed.code().startsWith(TIMED_OUT) || ENDED.contains(failed.code());
    }

    /** What was worth a retry but has used up its time, or takes longer than any of our statements does, means that the store is down. */
    private <T> T in(Function<Session, T> work) {
        try (var open = driver.session(session)) {
            return work.apply(open);
        } catch (RuntimeException failed) {
            if (failed instanceof RetryableException || (failed instanceof Neo4jException known && wasEnded(known))) {
                throw new StoreDownException("neo4j", String.valueOf(failed.getMessage()), failed);
            }
            throw failed;
        }
    }
}
