package dev.kith.graph;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** Follows of whom the follower has nothing to do with yet, many at once: most follows that are asked for together. */
final class NewFollows {

    /** Fewer are left to {@code follow.cypher}. */
    private static final int FEWEST = 16;

    private static final Cypher<Record> CREATE = Cypher.load("graph/follow_new.cypher", row -> row);

    private NewFollows() {}

    /**
     * A transaction has begun.
     *
     * @param locked all that it touches
     * @param made what came of follows by the index of the row; nothing was done about the others. Both ends of these are at the next version.
     */
    record Begun(LockedProfiles locked, Map<Integer, EdgeResult> made) {}

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

    /** A follower, and the indexes of the rows by the place of the followee among all profiles. */
    private record Follower(Said said, Map<Integer, Integer> rows) {

        private Map<String, @Nullable Object> parameters(long source, int place) {
            var parameters = new HashMap<String, @Nullable Object>();
            parameters.put("source", source);
            parameters.put("place", place);
            parameters.put("places", List.copyOf(rows.keySet()));
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
     * Locks profiles in the order of their ids, and makes those follows that are new.
     *
     * @param profiles all that the transaction touches
     * @param rows follows that are asked for, as {@code follow.cypher} reads them
     * @param rules the limits that it reads besides
     */
    static Begun begin(
            Graph.Statements open,
            SortedSet<Long> profiles,
            List<Map<String, Object>> rows,
            Map<String, Object> rules) {
        if (rows.size() < FEWEST) {
            return new Begun(LockedProfiles.lock(open, profiles), Map.of());
        }
        var begun = make(open, profiles, rows, rules);
        var found = begun.locked().found();
        if (found.size() == profiles.size()) {
            return begun;
        }
        // nothing was made; those that have a node are locked, so they still have it
        var possible = rows.stream()
                .filter(row -> found.contains(number(row, "source")) && found.contains(number(row, "target")))
                .toList();
        return make(open, new TreeSet<>(found), possible, rules);
    }

    private static Begun make(
            Graph.Statements open,
            SortedSet<Long> profiles,
            List<Map<String, Object>> rows,
            Map<String, Object> rules) {
        var ids = List.copyOf(profiles);
        var places = new HashMap<Long, Integer>();
        ids.forEach(id -> places.put(id, places.size()));
        var followers = new LinkedHashMap<Long, Follower>();
        for (var row : rows) {
            var said = Said.of(row);
            var follower = followers.computeIfAbsent(
                    number(row, "source"), source -> new Follower(said, new LinkedHashMap<>()));
            if (follower.said().equals(said)) {
                follower.rows().putIfAbsent(place(places, number(row, "target")), (Integer) row.get("index"));
            }
        }
        var parameters = new HashMap<>(rules);
        parameters.put("ids", ids);
        var asked = new ArrayList<Map<String, @Nullable Object>>();
        followers.forEach((source, one) -> asked.add(one.parameters(source, place(places, source))));
        parameters.put("followers", asked);
        var row = open.run(CREATE, parameters).getFirst();
        var made = new HashMap<Integer, EdgeResult>();
        for (var one : row.get("made").values()) {
            var follower =
                    Objects.requireNonNull(followers.get(one.get("follower").asLong()));
            var edge = new Edge(
                    Edge.State.FOLLOWING, Instant.ofEpochMilli(follower.said().at()), null, null);
            for (var place : one.get("places").asList(Value::asInt)) {
                made.put(Objects.requireNonNull(follower.rows().get(place)), new EdgeResult.Stands(edge, true, true));
            }
        }
        return new Begun(LockedProfiles.of(row), made);
    }

    private static int place(Map<Long, Integer> places, long id) {
        return Objects.requireNonNull(places.get(id));
    }

    private static long number(Map<String, Object> row, String name) {
        return (Long) Objects.requireNonNull(row.get(name));
    }
}
