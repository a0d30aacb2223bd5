package dev.kith.graph;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/**
 * Reads the graph for a backup, part by part in order of ids. A part is read under locks, so it is as it was in one moment; its print is another whenever anything in it has
 * changed. So parts with the prints that they had, when these are looked at after all parts were read, were all so at the moment when that look began.
 */
@Singleton
public class GraphBackup {

    /** A part has about so many edges, and not many more unless they are one profile's. */
    private static final int EDGES = 5_000;

    private static final int PROFILES = 500;
    private static final int COMMUNITIES = 2_000;
    private static final int STATES = 5_000;
    private static final String LOCK = "lock";

    private static final Cypher<Record> NEXT = Cypher.load("graph/backup_profiles_next.cypher", row -> row);
    private static final Cypher<Node> PROFILE = Cypher.load("graph/backup_profiles.cypher", GraphBackup::node);
    private static final Cypher<State> PROFILE_STATE =
            Cypher.load("graph/backup_profile_states.cypher", GraphBackup::state);
    private static final Cypher<Record> COMMUNITY = Cypher.load("graph/backup_communities.cypher", row -> row);

    private final Graph graph;

    /** Of what there are nodes. */
    public enum Of {
        PROFILE,
        COMMUNITY
    }

    /** An edge that goes out from a node, with all its properties but its ends. */
    public record Edge(String kind, long source, long target, Map<String, Object> said) {}

    /** A node with all its properties but its id, and its edges in an order of their own. */
    public record Node(long id, Map<String, Object> said, List<Edge> edges, State state) {}

    /** What changes with a node. */
    public record State(long id, List<Long> numbers) {}

    /**
     * Some nodes.
     *
     * @param to up to which id they are all; that of the last, or the end of what was asked for
     */
    public record Part(List<Node> nodes, long to, String print) {}

    GraphBackup(Graph graph) {
        this.graph = graph;
    }

    /** The next part, of ids after one and up to another. */
    public Part part(Of of, long after, long to) {
        return of == Of.PROFILE ? profiles(after, to) : communities(after, to);
    }

    /** The prints of parts as of now, of which each ends where the next begins. */
    public List<String> prints(Of of, List<Long> bounds) {
        var prints = new ArrayList<String>();
        var states = new ArrayList<State>();
        var part = 1;
        var after = bounds.getFirst();
        var more = true;
        while (more) {
            var some = states(of, after, bounds.getLast());
            for (var state : some) {
                while (state.id() > bounds.get(part)) {
                    prints.add(print(states));
                    states.clear();
                    part++;
                }
                states.add(state);
            }
            more = some.size() == STATES;
            after = some.isEmpty() ? after : some.getLast().id();
        }
        for (; part < bounds.size(); part++) {
            prints.add(print(states));
            states.clear();
        }
        return prints;
    }

    private Part profiles(long after, long to) {
        var end = to;
        var edges = 0L;
        var next = graph.read(NEXT, Map.of("after", after, "to", to, "most", PROFILES));
        for (int i = 0; i < next.size(); i++) {
            edges += next.get(i).get("edges").asLong();
            var isFull = edges >= EDGES && i < next.size() - 1;
            if (isFull || i == PROFILES - 1) {
                end = next.get(i).get("id").asLong();
                break;
            }
        }
        var range = Map.<String, Object>of("after", after, "to", end);
        return part(graph.write(open -> open.run(PROFILE, range)), end);
    }

    private Part communities(long after, long to) {
        var nodes = graph.read(COMMUNITY, Map.of("after", after, "to", to, "most", COMMUNITIES)).stream()
                .map(row ->
                        new Node(row.get("id").asLong(), without(said(row.get("said")), "id"), List.of(), state(row)))
                .toList();
        return part(nodes, nodes.size() < COMMUNITIES ? to : nodes.getLast().id());
    }

    private static Part part(List<Node> nodes, long to) {
        return new Part(nodes, to, print(nodes.stream().map(Node::state).toList()));
    }

    private List<State> states(Of of, long after, long to) {
        var range = Map.<String, Object>of("after", after, "to", to, "most", STATES);
        return of == Of.PROFILE
                ? graph.read(PROFILE_STATE, range)
                : graph.read(COMMUNITY, range).stream().map(GraphBackup::state).toList();
    }

    /** A number of 64 bits, in which each number and its place count. */
    private static String print(List<State> states) {
        var print = 0L;
        for (var state : states) {
            print = mixed(print, state.id());
            for (var number : state.numbers()) {
                print = mixed(print, number);
            }
        }
        return Long.toHexString(print);
    }

    /** As SplittableRandom does, after David Stafford's variant 13. */
    private static long mixed(long print, long number) {
        var z = (print + 0x9e3779b97f4a7c15L) ^ number;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private static Node node(Record row) {
        var id = row.get("id").asLong();
        var edges = row.get("edges").asList(GraphBackup::edge).stream()
                .sorted(Comparator.comparing(Edge::kind)
                        .thenComparingLong(Edge::target)
                        .thenComparingLong(edge -> edge.said().getOrDefault("set", 0L) instanceof Long set ? set : 0L))
                .toList();
        return new Node(id, without(said(row.get("said")), "id"), edges, state(row));
    }

    private static Edge edge(Value edge) {
        var said = said(edge.get("said"));
        var source = end(said, "source");
        var target = end(said, "target");
        return new Edge(edge.get("kind").asString(), source, target, said);
    }

    private static long end(Map<String, Object> said, String name) {
        return said.remove(name) instanceof Long id ? id : 0;
    }

    private static State state(Record row) {
        return new State(row.get("id").asLong(), row.get("state").asList(Value::asLong));
    }

    private static Map<String, Object> without(Map<String, Object> said, String name) {
        said.remove(name);
        return said;
    }

    /** In order of the names. */
    private static Map<String, Object> said(Value properties) {
        var said = new TreeMap<>(properties.asMap());
        said.remove(LOCK);
        return said;
    }
}
