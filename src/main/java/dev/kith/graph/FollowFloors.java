package dev.kith.graph;

import dev.kith.graph.EdgeCommand.Kind;
import dev.kith.graph.SocialGraph.Pair;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The floors of follows: from which post on what the followee had posted before belongs to the follower's home timeline. A follow begins with how many those are; which post
 * is the oldest of them, somebody who knows the posts has to find out.
 */
@Singleton
public class FollowFloors {

    private static final Cypher<Due> DUE = Cypher.load(
            "graph/floors_due.cypher",
            row -> new Due(
                    new Pair(row.get("source").asLong(), row.get("target").asLong()),
                    Instant.ofEpochMilli(row.get("asOf").asLong()),
                    row.get("limit").asInt(),
                    row.get("floored").asBoolean()));

    private final Graph graph;
    private final EdgeWriter edges;
    private final Clock clock;

    /**
     * A floor that is to be found out.
     *
     * @param ends follower and followee
     * @param asOf what was posted from then on belongs anyway
     * @param limit how many of the posts from before belong
     * @param floored whether there is a floor of a former follow, which holds if it is lower
     */
    public record Due(Pair ends, Instant asOf, int limit, boolean floored) {}

    FollowFloors(Graph graph, EdgeWriter edges, Clock clock) {
        this.graph = graph;
        this.edges = edges;
        this.clock = clock;
    }

    /** What is due between these pairs, as of now, whichever server of a cluster answers lists. */
    public List<Due> due(Collection<Pair> pairs) {
        var asked = pairs.stream()
                .map(pair -> Map.of("source", pair.source(), "target", pair.target()))
                .toList();
        return graph.write(open -> open.run(DUE, Map.of("pairs", asked)));
    }

    /**
     * Sets floors, where they still are due.
     *
     * @param found the oldest posts that belong; absent where there are no more than that
     */
    public void set(Collection<Due> due, Map<Due, Long> found) {
        var commands = new ArrayList<EdgeCommand>();
        for (var one : due) {
            var floor = found.get(one);
            // without either all posts belong, which needs no saying
            if (floor != null || one.floored()) {
                var details = new HashMap<String, Object>();
                details.put("asOf", one.asOf().toEpochMilli());
                details.put("limit", one.limit());
                if (floor != null) {
                    details.put("floor", floor);
                }
                commands.add(new EdgeCommand(
                        Kind.SET_FLOOR, one.ends().source(), one.ends().target(), clock.instant(), details));
            }
        }
        edges.writeAll(commands);
    }
}
