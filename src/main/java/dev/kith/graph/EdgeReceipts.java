package dev.kith.graph;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries out commands once, though whoever asks may die before it hears what came of them: that is kept in the transaction that does it, and told to
 * whoever asks again under the same key.
 */
@Singleton
public class EdgeReceipts {

    /** How many are forgotten in one transaction. */
    private static final int CHUNK = 1_000;

    private static final Cypher<Claimed> CLAIM = Cypher.load(
            "graph/claim_receipts.cypher",
            row -> new Claimed(
                    row.get("key").asString(),
                    row.get("outcomes").isNull() ? null : row.get("outcomes").asString()));
    private static final Cypher<Long> KEEP =
            Cypher.load("graph/write_receipts.cypher", row -> row.get("kept").asLong());
    private static final Cypher<Long> FORGET = Cypher.load(
            "graph/forget_receipts.cypher", row -> row.get("forgotten").asLong());

    private final EdgeWriter edges;
    private final Graph graph;

    /**
     * Commands between profiles that are carried out together.
     *
     * @param key names them for good
     */
    public record Order(String key, List<EdgeCommand> commands) {}

    /** A key, and what came of its commands if they were carried out before. */
    private record Claimed(String key, @Nullable String outcomes) {}

    EdgeReceipts(EdgeWriter edges, Graph graph) {
        this.edges = edges;
        this.graph = graph;
    }

    /**
     * Carries out what was not yet, all in one transaction.
     *
     * @param code what is kept of a result, one letter
     * @param makeNodes makes the nodes of those of these profiles that have none yet
     * @return by key what came of its commands, a letter each; {@link EdgeResult.NoNode} now means that there is no such profile
     * @throws dev.kith.web.StoreDownException when the graph does not answer; then all may be asked again
     */
    public Map<String, String> write(
            List<Order> orders, Function<EdgeResult, Character> code, Consumer<Collection<Long>> makeNodes) {
        try {
            return write(orders, code, false);
        } catch (Homeless found) {
            makeNodes.accept(found.profiles);
            return write(orders, code, true);
        }
    }

    /** Forgets what came of all whose keys begin with this. */
    public void forget(String prefix) {
        long forgotten;
        do {
            forgotten = graph.write(open -> open.run(FORGET, Map.of("prefix", prefix, "most", CHUNK)))
                    .getFirst();
        } while (forgotten == CHUNK);
    }

    private Map<String, String> write(List<Order> orders, Function<EdgeResult, Character> code, boolean whatever) {
        return edges.writeWith((open, run) -> {
            var outcomes = new HashMap<String, String>();
            var keys = orders.stream().map(Order::key).sorted().toList();
            open.run(CLAIM, Map.of("keys", keys)).forEach(claimed -> {
                if (claimed.outcomes() != null) {
                    outcomes.put(claimed.key(), claimed.outcomes());
                }
            });
            var due = orders.stream()
                    .filter(order -> !outcomes.containsKey(order.key()))
                    .toList();
            var commands =
                    due.stream().flatMap(order -> order.commands().stream()).toList();
            if (commands.isEmpty()) {
                return outcomes;
            }
            var homeless = new HashSet<Long>();
            var results = run.run(commands, found -> {
                homeless.addAll(found);
                if (!found.isEmpty() && !whatever) {
                    throw new Homeless(found);
                }
            });
            var rows = new ArrayList<Map<String, Object>>();
            int next = 0;
            for (var order : due) {
                var letters = new StringBuilder();
                for (var command : order.commands()) {
                    letters.append((char) code.apply(told(command, results.get(next++), homeless)));
                }
                outcomes.put(order.key(), letters.toString());
                rows.add(Map.of("key", order.key(), "outcomes", letters.toString()));
            }
            open.run(KEEP, Map.of("rows", rows));
            return outcomes;
        });
    }

    /** Where there was no edge to end, it may be that there is no such profile. */
    private static EdgeResult told(EdgeCommand command, EdgeResult result, Set<Long> homeless) {
        if (result instanceof EdgeResult.Gone(var changed) && !changed) {
            if (homeless.contains(command.source())) {
                return new EdgeResult.NoNode(command.source());
            }
            if (homeless.contains(command.target())) {
                return new EdgeResult.NoNode(command.target());
            }
        }
        return result;
    }

    /** Some profiles have no node yet: nothing is done before it is seen whether they can get one. */
    private static final class Homeless extends RuntimeException {

        private final transient Set<Long> profiles;

        Homeless(Set<Long> profiles) {
            super(profiles.size() + " profiles have no node", null, false, false);
            this.profiles = profiles;
        }
    }
}
