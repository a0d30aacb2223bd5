package dev.kith.profile;

import dev.kith.graph.GraphNodes;
import dev.kith.id.ProfileId;
import dev.kith.outbox.OutboxConsumer;
import jakarta.inject.Singleton;
import java.util.List;

/** Brings what hangs on profiles in line with the profile table, whatever became of the first attempt. */
@Singleton
final class ProfileChanges implements OutboxConsumer {

    static final String TYPE = "profile";

    private final ProfileRepository profiles;
    private final ProfileNodes nodes;
    private final GraphNodes graph;
    private final List<ErasedWithProfile> erasures;

    ProfileChanges(ProfileRepository profiles, ProfileNodes nodes, GraphNodes graph, List<ErasedWithProfile> erasures) {
        this.profiles = profiles;
        this.nodes = nodes;
        this.graph = graph;
        this.erasures = erasures;
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Makes or updates the nodes; of a deleted profile it erases everything. */
    @Override
    public void changed(List<Long> keys) {
        nodes.sync(keys.stream().map(ProfileId::new).toList());
        for (var deleted : profiles.tombstones(keys.toArray(Long[]::new))) {
            var id = new ProfileId(deleted.id());
            graph.erase(id);
            erasures.forEach(erasure -> erasure.erase(id));
        }
    }
}
