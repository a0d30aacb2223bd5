package dev.kith.community;

import dev.kith.graph.EdgeCommand;
import dev.kith.graph.EdgeCommand.Kind;
import dev.kith.graph.EdgeWriter;
import dev.kith.graph.SocialGraph;
import dev.kith.id.CommunityId;
import dev.kith.outbox.OutboxConsumer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Brings the graph in line with the community table, whatever became of the first attempt. */
@Singleton
final class CommunityChanges implements OutboxConsumer {

    static final String TYPE = "community";

    private static final int CHUNK = 1_000;

    private final CommunityRepository rows;
    private final CommunityNodes nodes;
    private final Communities communities;
    private final SocialGraph graph;
    private final EdgeWriter edges;
    private final Clock clock;

    CommunityChanges(
            CommunityRepository rows,
            CommunityNodes nodes,
            Communities communities,
            SocialGraph graph,
            EdgeWriter edges,
            Clock clock) {
        this.rows = rows;
        this.nodes = nodes;
        this.communities = communities;
        this.graph = graph;
        this.edges = edges;
        this.clock = clock;
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Makes or updates the nodes; of a deleted community it ends all memberships. */
    @Override
    public void changed(List<Long> keys) {
        communities.giveUp(bringInLine(keys));
    }

    /** The same, and takes no community back; answers those whose admins can't be members of them. */
    Set<Long> bringInLine(List<Long> keys) {
        var refused = nodes.sync(keys).keySet();
        for (var deleted : rows.tombstones(keys.toArray(Long[]::new))) {
            endMemberships(new CommunityId(deleted.id()));
        }
        return refused;
    }

    void endMemberships(CommunityId community) {
        var members = graph.members(community);
        for (var some = members.page(null, CHUNK); !some.isEmpty(); some = members.page(null, CHUNK)) {
            edges.writeAll(some.stream()
                    .map(member -> EdgeCommand.of(Kind.LEAVE, member.profile(), community, clock.instant()))
                    .toList());
        }
    }
}
