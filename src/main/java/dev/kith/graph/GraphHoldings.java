package dev.kith.graph;

import dev.kith.id.Ids;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.neo4j.driver.Record;

/** Tells what the graph holds of profiles and communities, for whoever compares that with where they have their home. Nothing is locked. */
@Singleton
public class GraphHoldings {

    private static final Map<Kind, Cypher<Print>> PRINTS = Map.of(
            Kind.PROFILE, Cypher.load("graph/profiles_print.cypher", GraphHoldings::print),
            Kind.COMMUNITY, Cypher.load("graph/communities_print.cypher", GraphHoldings::print));
    private static final Map<Kind, Cypher<Held>> HELD = Map.of(
            Kind.PROFILE, Cypher.load("graph/profiles_held.cypher", GraphHoldings::held),
            Kind.COMMUNITY, Cypher.load("graph/communities_held.cypher", GraphHoldings::held));
    private static final Map<Kind, Cypher<Held>> HELD_OF = Map.of(
            Kind.PROFILE, Cypher.load("graph/profiles_held_of.cypher", GraphHoldings::held),
            Kind.COMMUNITY, Cypher.load("graph/communities_held_of.cypher", GraphHoldings::held));
    private static final Cypher<Long> LACKING = Cypher.load(
            "graph/memberships_lacking.cypher", row -> row.get("community").asLong());
    private static final Cypher<Long> NOTES =
            Cypher.load("graph/notes_waiting.cypher", row -> row.get("id").asLong());

    private final Graph graph;
    private final GraphOutbox outbox;

    /** Of what there are nodes. */
    public enum Kind {
        PROFILE,
        COMMUNITY
    }

    /** Of some nodes or rows, how many they are and two sums over what they say. */
    public record Print(long count, long one, long other) {}

    /**
     * What a node or a row says.
     *
     * @param edges of a node, how many it has; 0 of a row
     */
    public record Held(long id, long version, boolean isPrivate, boolean deleted, long edges) {}

    /** That a profile is a member of a community, as Postgres has it. */
    public record Membership(long profile, long community) {}

    GraphHoldings(Graph graph, GraphOutbox outbox) {
        this.graph = graph;
        this.outbox = outbox;
    }

    /** Of the nodes with ids after one and up to another. */
    public Print print(Kind kind, long after, long to) {
        return graph.read(of(PRINTS, kind), Map.of("after", after, "to", to)).getFirst();
    }

    /** The same nodes themselves, so many of them, in order of their ids. */
    public List<Held> held(Kind kind, long after, long to, int most) {
        return graph.read(of(HELD, kind), Map.of("after", after, "to", to, "most", most));
    }

    public List<Held> held(Kind kind, Collection<Long> ids) {
        return graph.read(of(HELD_OF, kind), Map.of("ids", List.copyOf(ids)));
    }

    /** The communities of those memberships that are not in the graph, though both ends are. */
    public Set<Long> lacking(Collection<Membership> memberships) {
        var pairs = memberships.stream()
                .map(one -> Map.of("profile", one.profile(), "community", one.community()))
                .toList();
        return new HashSet<>(graph.read(LACKING, Map.of("pairs", pairs)));
    }

    /** The notes of changes that have waited since before a time, so many of those whose ids are greater, in order of their ids. */
    public List<Long> notesFrom(Instant before, long after, int most) {
        return graph.read(NOTES, Map.of("after", after, "before", Ids.firstAt(before), "most", most));
    }

    /** Has the notes sent that wait. */
    public void sendNotes() {
        outbox.wake();
    }

    private static <T> Cypher<T> of(Map<Kind, Cypher<T>> statements, Kind kind) {
        return Objects.requireNonNull(statements.get(kind));
    }

    private static Print print(Record row) {
        return new Print(
                row.get("count").asLong(),
                row.get("one").asLong(),
                row.get("other").asLong());
    }

    private static Held held(Record row) {
        return new Held(
                row.get("id").asLong(),
                row.get("version").asLong(),
                row.get("private").asBoolean(),
                row.get("deleted").asBoolean(),
                row.get("edges").asLong());
    }
}
