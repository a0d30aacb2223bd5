package dev.kith.community;

import dev.kith.graph.GraphHoldings;
import dev.kith.graph.GraphHoldings.Held;
import dev.kith.graph.GraphHoldings.Kind;
import dev.kith.graph.GraphNodes;
import dev.kith.id.CommunityId;
import dev.kith.outbox.OutboxConsumer;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the graph in line where it was found to say something else than the community table. No community is given up for it: one whose admin can't be a member
 * of it now stays as it is.
 */
@Singleton
final class CommunityRepairs implements OutboxConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(CommunityRepairs.class);

    private final CommunityRepository rows;
    private final CommunityChanges changes;
    private final GraphHoldings holdings;
    private final GraphNodes graph;

    CommunityRepairs(CommunityRepository rows, CommunityChanges changes, GraphHoldings holdings, GraphNodes graph) {
        this.rows = rows;
        this.changes = changes;
        this.holdings = holdings;
        this.graph = graph;
    }

    @Override
    public String type() {
        return Communities.REPAIR;
    }

    @Override
    public void changed(List<Long> keys) {
        var nodes = holdings.held(Kind.COMMUNITY, keys);
        nodes.forEach(node -> rows.raise(node.id(), node.version()));
        var refused = changes.bringInLine(keys);
        if (!refused.isEmpty()) {
            LOG.warn(
                    "the admins of communities {} can't be members of them: they have as many relations as they may",
                    refused);
        }
        var ids = keys.toArray(Long[]::new);
        var known = new HashSet<Long>();
        rows.findAll(ids).forEach(row -> known.add(row.id()));
        rows.tombstones(ids).forEach(tombstone -> known.add(tombstone.id()));
        nodes.stream().map(Held::id).filter(id -> !known.contains(id)).forEach(id -> {
            changes.endMemberships(new CommunityId(id));
            graph.forgetCommunity(id);
        });
    }
}
