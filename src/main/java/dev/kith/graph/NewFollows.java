package dev.kith.graph;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** Follows of whom the follower has nothing to do with yet, many at once: most follows that are asked for together. */
final class NewFollows {

    /** Fewer are not worth a statement more. */
    private static final int FEWEST = 16;

    private static final Cypher<Record> CREATE = Cypher.load("graph/follow_new.cypher", row -> row);

    private NewFollows() {}

    /**
     * What edges say of which the ends alone differ.
     *
     * @param first the first id that a post of that time can have
     */
    private record Said(long at, @Nullable Integer copyLimit, long first) {

        static Said of(Map<String, Object> row) {
            return new Said(number(row, "at"), (Integer) row.get("copyLimit"), number(row, "first"));
        }
    }

    /** A follower, and the places of the rows by followee. */
    private record Follower(Said said, Map<Long, Integer> places) {

        private Map<String, @Nullable Object> parameters(long source) {
            var parameters = new HashMap<String, @Nullable Object>();
            parameters.put("source", source);
            parameters.put("targets", List.copyOf(places.keySet()));
            parameters.put("at", said.at());
            if (said.copyLimit() != null && said.copyLimit() == 0) {
                parameters.put("floor", said.first());
            } else if (said.copyLimit() != null) {
                parameters.put("copyLimit", said.copyLimit());
                parameters.put("copyAsOf", said.at());
            }
            return parameters;
        }
    }

    /**
     * Makes those that are new, in a transaction that has locked their ends.
     *
     * @param rows what is asked for, as {@code follow.cypher} reads it
     * @param rules the other parameters of that
     * @return what came of them by the index of the row; nothing was done about the others
     */
    static Map<Integer, EdgeResult> make(
            Graph.Statements open, List<Map<String, Object>> rows, Map<String, Object> rules) {
        if (rows.size() < FEWEST) {
            return Map.of();
        }
        var followers = new LinkedHashMap<Long, Follower>();
        for (var row : rows) {
            var said = Said.of(row);
            var follower = followers.computeIfAbsent(
                    number(row, "source"), source -> new Follower(said, new LinkedHashMap<>()));
            if (follower.said().equals(said)) {
                follower.places().putIfAbsent(number(row, "target"), (Integer) row.get("index"));
            }
        }
        var parameters = new HashMap<>(rules);
        parameters.put(
                "followers",
                followers.entrySet().stream()
                        .map(one -> one.getValue().parameters(one.getKey()))
                        .toList());
        var results = new HashMap<Integer, EdgeResult>();
        for (var row : open.run(CREATE, parameters)) {
            var follower =
                    Objects.requireNonNull(followers.get(row.get("follower").asLong()));
            var at = Instant.ofEpochMilli(follower.said().at());
            var result = new EdgeResult.Stands(new Edge(Edge.State.FOLLOWING, at, null, null), true, true);
            for (var target : row.get("made").asList(Value::asLong)) {
                results.put(Objects.requireNonNull(follower.places().get(target)), result);
            }
        }
        return results;
    }

    private static long number(Map<String, Object> row, String name) {
        return (Long) Objects.requireNonNull(row.get(name));
    }
}
