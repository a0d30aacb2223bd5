package dev.kith.graph;

import dev.kith.web.StoreDownException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Driver;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;
import org.neo4j.driver.summary.Plan;
import org.neo4j.driver.summary.QueryType;

/**
 * Reads by statements that do not stand in this package: those of audits and of the sandbox. Each is a transaction of its own that reads, within limits, and is never tried
 * again.
 */
@Singleton
public class BoundedReads {

    private static final Set<String> OUT_OF_MEMORY = Set.of(
            "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
            "Neo.TransientError.General.TransactionMemoryLimit",
            "Neo.TransientError.General.OutOfMemoryError");

    /** Few, so that little is on its way when enough was read. */
    private static final int FETCHED_AT_ONCE = 100;

    private final Driver driver;
    private final SessionConfig session;

    /**
     * How far a statement may go.
     *
     * @param time after which the server ends it
     * @param bytes about how large the answer may be as text
     */
    public record Limits(Duration time, int rows, long bytes) {}

    /** What came of a statement. */
    public sealed interface Answer {}

    /**
     * It was answered.
     *
     * @param rows of plain values: texts, numbers, booleans, lists and maps
     * @param truncated whether there was more than the limits let through
     */
    public record Table(List<String> columns, List<List<@Nullable Object>> rows, boolean truncated) implements Answer {}

    /** It went too far, and was ended. */
    public enum Cut implements Answer {
        TIME,
        MEMORY
    }

    /** The server does not understand it, or failed at it. */
    public record Failed(String why) implements Answer, Explanation {}

    /** How a statement would be carried out. */
    public sealed interface Explanation {}

    /**
     * It can be.
     *
     * @param operators of its plan
     * @param expansions what those say of themselves that follow edges on and on
     * @param reading whether it does nothing but read
     */
    public record Planned(Set<String> operators, Set<String> expansions, boolean reading) implements Explanation {}

    @FunctionalInterface
    private interface Work<T> {
        T in(Transaction transaction);
    }

    BoundedReads(Driver driver, GraphConfiguration configuration) {
        this.driver = driver;
        this.session = SessionConfig.builder()
                .withDatabase(configuration.database())
                .withDefaultAccessMode(AccessMode.READ)
                .withFetchSize(FETCHED_AT_ONCE)
                .build();
    }

    /**
     * Has the statement answered.
     *
     * @param properties which properties of nodes and edges may be told, where these are answered whole
     */
    public Answer read(String statement, Map<String, Object> parameters, Limits limits, Predicate<String> properties) {
        try {
            return in(limits.time(), transaction -> table(transaction, statement, parameters, limits, properties));
        } catch (Neo4jException failed) {
            return cutOrFailed(failed);
        }
    }

    /** Has the statement planned, and not run. */
    public Explanation explain(String statement, Map<String, Object> parameters, Duration time) {
        try {
            return in(time, transaction -> {
                var summary =
                        transaction.run("EXPLAIN " + statement, parameters).consume();
                var operators = new HashSet<String>();
                var expansions = new HashSet<String>();
                gather(summary.queryPlan().orElseThrow(), operators, expansions);
                return new Planned(operators, expansions, summary.queryType() == QueryType.READ_ONLY);
            });
        } catch (Neo4jException failed) {
            return new Failed(why(failed));
        }
    }

    private static Table table(
            Transaction transaction,
            String statement,
            Map<String, Object> parameters,
            Limits limits,
            Predicate<String> properties) {
        var result = transaction.run(statement, parameters);
        var values = new PlainValues(properties);
        var rows = new ArrayList<List<@Nullable Object>>();
        while (result.hasNext()) {
            if (rows.size() == limits.rows()) {
                return new Table(result.keys(), rows, true);
            }
            var row = values.of(result.next());
            if (values.size() > limits.bytes()) {
                return new Table(result.keys(), rows, true);
            }
            rows.add(row);
        }
        return new Table(result.keys(), rows, false);
    }

    private static void gather(Plan plan, Set<String> operators, Set<String> expansions) {
        var operator = plan.operatorType().replaceFirst("@.*", "");
        operators.add(operator);
        if (operator.startsWith("VarLengthExpand")) {
            expansions.add(String.valueOf(plan.arguments().get("Details")));
        }
        plan.children().forEach(child -> gather(child, operators, expansions));
    }

    private static Answer cutOrFailed(Neo4jException failed) {
        if (Graph.wasEnded(failed)) {
            return Cut.TIME;
        }
        return OUT_OF_MEMORY.contains(failed.code()) ? Cut.MEMORY : new Failed(why(failed));
    }

    /** The first line: those after it repeat the statement. */
    private static String why(Neo4jException failed) {
        return Objects.requireNonNullElse(failed.getMessage(), failed.code())
                .lines()
                .findFirst()
                .orElse(failed.code());
    }

    private <T> T in(Duration time, Work<T> work) {
        try (var open = driver.session(session);
                var transaction = open.beginTransaction(
                        TransactionConfig.builder().withTimeout(time).build())) {
            return work.in(transaction);
        } catch (RuntimeException failed) {
            if (failed instanceof RetryableException
                    && !(failed instanceof Neo4jException known && OUT_OF_MEMORY.contains(known.code()))) {
                throw new StoreDownException("neo4j", String.valueOf(failed.getMessage()), failed);
            }
            throw failed;
        }
    }
}
