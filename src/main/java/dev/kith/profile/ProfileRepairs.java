package dev.kith.profile;

import dev.kith.graph.GraphHoldings;
import dev.kith.graph.GraphHoldings.Held;
import dev.kith.graph.GraphHoldings.Kind;
import dev.kith.graph.GraphNodes;
import dev.kith.id.ProfileId;
import dev.kith.outbox.OutboxConsumer;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;

/**
 * Brings the graph in line where it was found to say something else than the profile table: also where its node is ahead of the row, as after Postgres came back
 * from a backup, and where there is no such profile.
 */
@Singleton
final class ProfileRepairs implements OutboxConsumer {

    private final ProfileRepository profiles;
    private final ProfileChanges changes;
    private final GraphHoldings holdings;
    private final GraphNodes graph;

    ProfileRepairs(ProfileRepository profiles, ProfileChanges changes, GraphHoldings holdings, GraphNodes graph) {
        this.profiles = profiles;
        this.changes = changes;
        this.holdings = holdings;
        this.graph = graph;
    }

    @Override
    public String type() {
        return Profiles.REPAIR;
    }

    @Override
    public void changed(List<Long> keys) {
        var nodes = holdings.held(Kind.PROFILE, keys);
        nodes.forEach(node -> profiles.raise(node.id(), node.version()));
        changes.changed(keys);
        var ids = keys.toArray(Long[]::new);
        var known = new HashSet<Long>();
        profiles.findAll(ids).forEach(row -> known.add(row.id()));
        profiles.tombstones(ids).forEach(tombstone -> known.add(tombstone.id()));
        nodes.stream().map(Held::id).filter(id -> !known.contains(id)).forEach(id -> graph.forget(new ProfileId(id)));
    }
}
