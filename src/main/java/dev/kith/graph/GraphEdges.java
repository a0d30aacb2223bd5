package dev.kith.graph;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** Reads the graph as a whole, some profiles at a time in order of their ids, and without a lock: what changes meanwhile may be found as it was or as it is. */
@Singleton
public class GraphEdges {

    private static final Cypher<Part> EDGES = Cypher.load("graph/edges_page.cypher", GraphEdges::part);
    private static final Cypher<Followees> FOLLOWEES =
            Cypher.load("graph/followees_page.cypher", GraphEdges::followees);
    private static final Cypher<Long> FOLLOWS_COUNT =
            Cypher.load("graph/follows_count.cypher", row -> row.get("follows").asLong());

    private final Graph graph;
    private final Clock clock;

    /** Which edges; each goes out from a profile. */
    public enum Kind {
        FOLLOWS("FOLLOWS", "FOLLOWING"),
        /** Follows that wait to be let in. */
        REQUESTED("FOLLOWS", "REQUESTED"),
        CONNECTED("CONNECTED", null),
        BLOCKS("BLOCKS", null),
        MUTES("MUTES", null),
        MEMBER_OF("MEMBER_OF", null),
        RECOMMENDED("RECOMMENDED", null),
        DISMISSED("DISMISSED", null);

        private final String type;
        private final @Nullable String state;

        Kind(String type, @Nullable String state) {
            this.type = type;
            this.state = state;
        }
    }

    /**
     * One edge; what its kind does not have is null.
     *
     * @param target id of a profile, or of a community
     * @param requestedAt when a follow was asked for
     * @param until when a mute or a recommendation ends
     * @param score of a recommendation, as is all after it
     */
    public record Whole(
            long source,
            long target,
            @Nullable Instant since,
            @Nullable Instant requestedAt,
            @Nullable Instant until,
            @Nullable Double score,
            @Nullable String reason,
            @Nullable String runId,
            @Nullable String model,
            @Nullable Boolean shadow) {}

    /** Between which edges a part of all edges ends: ids of both ends of the last one that belongs to it. */
    public record Position(long source, long target) {

        public static final Position BEGINNING = new Position(Long.MIN_VALUE, Long.MIN_VALUE);
    }

    /**
     * A part of all edges of a kind.
     *
     * @param next where it ends; null when nothing follows
     */
    public record Page(List<Whole> edges, @Nullable Position next) {}

    /** Whom one profile follows, by ids. */
    public record Followees(long profile, boolean deleted, List<Long> ids) {}

    /** An edge that was found; null when it has gone since. */
    private record Found(Position ends, @Nullable Whole edge) {}

    private record Part(long profiles, @Nullable Long last, List<Found> found) {}

    GraphEdges(Graph graph, Clock clock) {
        this.graph = graph;
        this.clock = clock;
    }

    /** So many edges after a position, or fewer: of no more than so many profiles. */
    public Page page(Kind kind, Position after, int profiles, int most) {
        var parameters = new HashMap<String, Object>();
        parameters.put("type", kind.type);
        parameters.put("state", kind.state);
        parameters.put("source", after.source());
        parameters.put("target", after.target());
        parameters.put("now", clock.millis());
        parameters.put("profiles", profiles);
        parameters.put("most", most);
        var part = graph.read(EDGES, parameters).getFirst();
        var edges =
                part.found().stream().map(Found::edge).filter(Objects::nonNull).toList();
        if (part.found().size() == most) {
            return new Page(edges, part.found().getLast().ends());
        }
        return new Page(
                edges,
                part.last() == null || part.profiles() < profiles ? null : new Position(part.last(), Long.MAX_VALUE));
    }

    /** Whom those profiles follow whose ids are greater, so many of them, in order of their ids; none after the last. */
    public List<Followees> followees(long after, int profiles) {
        return graph.read(FOLLOWEES, Map.of("after", after, "profiles", profiles));
    }

    /** How many follows there are, with requests and what was refused. */
    public long followsCount() {
        return graph.read(FOLLOWS_COUNT, Map.of()).getFirst();
    }

    private static Followees followees(Record row) {
        return new Followees(
                row.get("id").asLong(),
                row.get("deleted").asBoolean(false),
                row.get("followees").asList(Value::asLong));
    }

    private static Part part(Record row) {
        return new Part(
                row.get("profiles").asLong(),
                row.get("last").isNull() ? null : row.get("last").asLong(),
                row.get("edges").asList(GraphEdges::found));
    }

    private static Found found(Value row) {
        var ends = new Position(row.get("source").asLong(), row.get("target").asLong());
        var said = row.get("said");
        return new Found(ends, said.isEmpty() ? null : whole(ends, said));
    }

    private static Whole whole(Position ends, Value edge) {
        return new Whole(
                ends.source(),
                ends.target(),
                instant(edge.get("since")),
                instant(edge.get("requestedAt")),
                instant(edge.get(edge.get("until").isNull() ? "expiresAt" : "until")),
                edge.get("score").isNull() ? null : edge.get("score").asDouble(),
                edge.get("reason").asString(null),
                edge.get("runId").asString(null),
                edge.get("model").asString(null),
                edge.get("shadow").isNull() ? null : edge.get("shadow").asBoolean());
    }

    private static @Nullable Instant instant(Value millis) {
        return millis.isNull() ? null : Instant.ofEpochMilli(millis.asLong());
    }
}
