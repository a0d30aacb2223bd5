package dev.kith.graph;

import dev.kith.id.ProfileId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;

/** What the graph itself says of single profiles, whoever may see it and deleted or not: for who inspects them. */
@Singleton
public class NodeStates {

    private static final Cypher<NodeState> NODE = Cypher.load(
            "graph/profile_node.cypher",
            row -> new NodeState(
                    row.get("version").asLong(0),
                    row.get("clock").asLong(),
                    row.get("private").asBoolean(),
                    row.get("deleted").asBoolean(),
                    row.get("served").asLong(),
                    row.get("shadow").asLong()));
    private static final Cypher<RelationCounts> COUNTS =
            Cypher.load("graph/relation_counts.cypher", NodeStates::counts);
    private static final Cypher<Neighbour> DISMISSED = Cypher.load(
            "graph/dismissed_page.cypher",
            row -> new Neighbour(
                    row.get("id").asLong(),
                    Instant.ofEpochMilli(row.get("since").asLong()),
                    null));

    private final Graph graph;

    /**
     * A profile's node.
     *
     * @param version of the profile's row that it was made from
     * @param clock the version of the profile's edges
     * @param served the number of the set of recommendations that is in use
     * @param shadow the same of the one that is not served
     */
    public record NodeState(long version, long clock, boolean isPrivate, boolean deleted, long served, long shadow) {}

    /**
     * How many edges of each kind a profile has.
     *
     * @param asked how many it has asked to let it in
     * @param askedBy how many have asked it
     * @param refused how many have refused it
     * @param refusedBy how many it has refused
     * @param muting what has ended by now included
     * @param kept of how many former followees it keeps what it saw
     * @param recommended in all sets, those that are not in use included
     */
    public record RelationCounts(
            long following,
            long followers,
            long asked,
            long askedBy,
            long refused,
            long refusedBy,
            long blocking,
            long blockedBy,
            long muting,
            long mutedBy,
            long connected,
            long communities,
            long kept,
            long recommended,
            long recommendedTo,
            long dismissed) {

        /** Of a profile without a node. */
        public static final RelationCounts NONE = new RelationCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    NodeStates(Graph graph) {
        this.graph = graph;
    }

    /** None when there is no node. */
    public Optional<NodeState> node(ProfileId profile) {
        return graph.read(NODE, Map.of("profile", profile.value())).stream().findFirst();
    }

    public RelationCounts counts(ProfileId profile) {
        return graph.read(COUNTS, Map.of("profile", profile.value())).stream()
                .findFirst()
                .orElse(RelationCounts.NONE);
    }

    /** Some of those whom a profile has dismissed, in order of their ids. */
    public List<Neighbour> dismissed(ProfileId profile, int most) {
        return graph.read(DISMISSED, Map.of("profile", profile.value(), "after", Long.MIN_VALUE, "limit", most));
    }

    private static RelationCounts counts(Record row) {
        return new RelationCounts(
                row.get("following").asLong(),
                row.get("followers").asLong(),
                row.get("asked").asLong(),
                row.get("askedBy").asLong(),
                row.get("refused").asLong(),
                row.get("refusedBy").asLong(),
                row.get("blocking").asLong(),
                row.get("blockedBy").asLong(),
                row.get("muting").asLong(),
                row.get("mutedBy").asLong(),
                row.get("connected").asLong(),
                row.get("communities").asLong(),
                row.get("kept").asLong(),
                row.get("recommended").asLong(),
                row.get("recommendedTo").asLong(),
                row.get("dismissed").asLong());
    }
}
