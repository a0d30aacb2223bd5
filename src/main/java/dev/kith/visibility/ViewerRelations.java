package dev.kith.visibility;

import dev.kith.graph.Relation;
import dev.kith.graph.SocialGraph;
import dev.kith.id.ProfileId;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the viewer stands to all who act in what is about to be shown.
 *
 * @param viewer null for one who has not said who they are
 */
public record ViewerRelations(@Nullable ProfileId viewer, Map<ProfileId, Relation> byProfile) {

    /** Asks the graph once, whatever the number of profiles; not at all where no viewer is given. */
    public static ViewerRelations load(SocialGraph graph, @Nullable ProfileId viewer, Collection<ProfileId> profiles) {
        return new ViewerRelations(viewer, viewer == null ? Map.of() : graph.relations(viewer, profiles));
    }

    Relation to(ProfileId profile) {
        return byProfile.getOrDefault(profile, Relation.NONE);
    }
}
