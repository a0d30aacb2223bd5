package dev.kith.community;

import dev.kith.graph.EdgeCommand;
import dev.kith.graph.EdgeCommand.Kind;
import dev.kith.graph.EdgeResult;
import dev.kith.graph.EdgeWriter;
import dev.kith.graph.GraphNodes;
import dev.kith.graph.GraphNodes.CommunityNode;
import dev.kith.id.Ids;
import dev.kith.id.ProfileId;
import dev.kith.profile.Profiles;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Brings the nodes of communities, and the memberships of their admins, in line with the community table. */
@Singleton
class CommunityNodes {

    private final CommunityRepository communities;
    private final GraphNodes nodes;
    private final EdgeWriter edges;
    private final Profiles profiles;

    CommunityNodes(CommunityRepository communities, GraphNodes nodes, EdgeWriter edges, Profiles profiles) {
        this.communities = communities;
        this.nodes = nodes;
        this.edges = edges;
        this.profiles = profiles;
    }

    /**
     * Makes or updates the nodes, and makes each admin a member since the founding.
     *
     * @return the communities whose admins could not become members, with the limit that they have reached
     */
    Map<Long, Integer> sync(Collection<Long> ids) {
        var rows = merge(ids);
        var joins = rows.stream()
                .map(row -> new EdgeCommand(Kind.JOIN, row.adminId(), row.id(), Ids.timeOf(row.id())))
                .toList();
        var results = edges.writeAll(joins, this::makeNodes);
        var refused = new HashMap<Long, Integer>();
        for (int i = 0; i < joins.size(); i++) {
            if (results.get(i) instanceof EdgeResult.LimitReached(var limit)) {
                refused.put(joins.get(i).target(), limit);
            }
        }
        return refused;
    }

    /** Makes the nodes that commands found missing; false when neither the profiles nor the communities exist. */
    boolean makeNodes(List<EdgeCommand> commands) {
        var members = commands.stream()
                .map(command -> new ProfileId(command.source()))
                .toList();
        var made = profiles.ensureNodes(members);
        return !merge(commands.stream().map(EdgeCommand::target).toList()).isEmpty() || !made.isEmpty();
    }

    /** Makes or updates the nodes; answers the communities that are not deleted. */
    private List<CommunityRow> merge(Collection<Long> ids) {
        var keys = ids.stream().distinct().toArray(Long[]::new);
        var rows = communities.findAll(keys);
        var merged = new ArrayList<CommunityNode>();
        rows.forEach(row -> merged.add(new CommunityNode(row.id(), row.version(), false)));
        if (rows.size() < keys.length) {
            communities
                    .tombstones(keys)
                    .forEach(dead -> merged.add(new CommunityNode(dead.id(), dead.version(), true)));
        }
        if (!merged.isEmpty()) {
            nodes.mergeCommunities(merged);
        }
        return rows;
    }
}
