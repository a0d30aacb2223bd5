package dev.kith.graph;

import dev.kith.graph.EdgeCommand.Kind;
import dev.kith.id.ProfileId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.neo4j.driver.Record;

/** Keeps the nodes of profiles and communities in line with what Postgres says of them. */
@Singleton
public class GraphNodes {

    /** How many edges one transaction changes at the most when all of a profile's are meant. */
    private static final int CHUNK = 1_000;

    private static final Cypher<Record> MERGE_PROFILES = Cypher.load("graph/merge_profiles.cypher", row -> row);
    private static final Cypher<Long> MERGE_COMMUNITIES =
            Cypher.load("graph/merge_communities.cypher", row -> row.get("id").asLong());
    private static final Cypher<Record> PENDING = Cypher.load("graph/pending_requests.cypher", row -> row);
    private static final Cypher<Record> ENDS = Cypher.load("graph/edge_ends.cypher", row -> row);
    private static final Cypher<Long> ERASE =
            Cypher.load("graph/erase_edges.cypher", row -> row.get("erased").asLong());
    private static final Cypher<Long> FORGET_PROFILE =
            Cypher.load("graph/forget_profile.cypher", row -> row.get("removed").asLong());
    private static final Cypher<Long> FORGET_COMMUNITY = Cypher.load(
            "graph/forget_community.cypher", row -> row.get("removed").asLong());

    private final Graph graph;
    private final EdgeWriter edges;
    private final List<EdgeListener> listeners;

    /**
     * What the graph must know of a profile.
     *
     * @param version of the profile that this was read from; an older one never overwrites a newer one
     */
    public record ProfileNode(ProfileId id, int version, boolean isPrivate, boolean deleted) {}

    /** The same of a community. */
    public record CommunityNode(long id, int version, boolean deleted) {}

    GraphNodes(Graph graph, EdgeWriter edges, List<EdgeListener> listeners) {
        this.graph = graph;
        this.edges = edges;
        this.listeners = listeners;
    }

    /**
     * Makes the nodes, or brings them up to date. A profile that is not private lets in, at {@code at}, all who had asked: whoever asks from
     * now on follows at once, so no request is left when this returns. Should it fail in between, it can be done again.
     */
    public void mergeProfiles(Collection<ProfileNode> nodes, Instant at) {
        var rows = nodes.stream()
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .map(node -> Map.<String, Object>of(
                        "id", node.id().value(),
                        "version", node.version(),
                        "private", node.isPrivate(),
                        "deleted", node.deleted()))
                .toList();
        var versions = new HashMap<Long, Long>();
        graph.write(open -> open.run(MERGE_PROFILES, Map.of("rows", rows)))
                .forEach(row ->
                        versions.put(row.get("id").asLong(), row.get("clock").asLong()));
        if (!versions.isEmpty()) {
            listeners.forEach(listener -> listener.changed(versions));
        }
        var open = nodes.stream()
                .filter(node -> !node.isPrivate() && !node.deleted())
                .map(node -> node.id().value())
                .toList();
        for (var waiting = admit(open, at); waiting == CHUNK; waiting = admit(open, at)) {
            // as long as there are more
        }
    }

    /** Makes the nodes of communities, or brings them up to date. */
    public void mergeCommunities(Collection<CommunityNode> nodes) {
        var rows = nodes.stream()
                .sorted((one, other) -> Long.compare(one.id(), other.id()))
                .map(node ->
                        Map.<String, Object>of("id", node.id(), "version", node.version(), "deleted", node.deleted()))
                .toList();
        graph.write(open -> open.run(MERGE_COMMUNITIES, Map.of("rows", rows)));
    }

    /** Removes all edges of a deleted profile, some in each transaction; its node stays and says that it is deleted. */
    public void erase(ProfileId profile) {
        while (true) {
            var ends = graph.read(ENDS, Map.of("profile", profile.value(), "most", CHUNK));
            if (ends.isEmpty()) {
                return;
            }
            var byLabel = ends.stream()
                    .collect(Collectors.partitioningBy(
                            row -> row.get("community").asBoolean(),
                            Collectors.mapping(row -> row.get("id").asLong(), Collectors.toList())));
            var others = byLabel.get(false);
            var locked = new HashSet<>(others);
            locked.add(profile.value());
            graph.write(open -> {
                LockedProfiles.lock(open, locked);
                return open.run(
                        ERASE, Map.of("profile", profile.value(), "others", others, "communities", byLabel.get(true)));
            });
        }
    }

    /** Removes the node of a profile that there is not, with all its edges. */
    public void forget(ProfileId profile) {
        erase(profile);
        graph.write(open -> open.run(FORGET_PROFILE, Map.of("id", profile.value())));
    }

    /** Removes the node of a community that there is not; it has no members any more. */
    public void forgetCommunity(long community) {
        graph.write(open -> open.run(FORGET_COMMUNITY, Map.of("id", community)));
    }

    private int admit(List<Long> profiles, Instant at) {
        if (profiles.isEmpty()) {
            return 0;
        }
        var commands = graph.read(PENDING, Map.of("profiles", profiles, "most", CHUNK)).stream()
                .limit(CHUNK)
                .map(row -> new EdgeCommand(
                        Kind.ADMIT,
                        row.get("source").asLong(),
                        row.get("target").asLong(),
                        at))
                .toList();
        edges.writeAll(commands);
        return commands.size();
    }
}
