package dev.kith.profile;

import dev.kith.graph.GraphNodes;
import dev.kith.graph.GraphNodes.ProfileNode;
import dev.kith.id.ProfileId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Brings the nodes of the graph in line with the profile table. */
@Singleton
class ProfileNodes {

    private final ProfileRepository profiles;
    private final GraphNodes graph;
    private final Clock clock;

    ProfileNodes(ProfileRepository profiles, GraphNodes graph, Clock clock) {
        this.profiles = profiles;
        this.graph = graph;
        this.clock = clock;
    }

    /** Makes or updates the nodes; answers which of the ids are profiles that are not deleted. */
    Set<ProfileId> sync(Collection<ProfileId> ids) {
        var keys = ids.stream().map(ProfileId::value).distinct().toArray(Long[]::new);
        var nodes = new ArrayList<ProfileNode>();
        var present = new HashSet<ProfileId>();
        for (var row : profiles.findAll(keys)) {
            nodes.add(row.toNode());
            present.add(new ProfileId(row.id()));
        }
        if (present.size() < keys.length) {
            for (var tombstone : profiles.tombstones(keys)) {
                nodes.add(new ProfileNode(new ProfileId(tombstone.id()), tombstone.version(), false, true));
            }
        }
        if (!nodes.isEmpty()) {
            graph.mergeProfiles(nodes, clock.instant());
        }
        return present;
    }
}
