package dev.kith.visibility;

import dev.kith.graph.Relation;
import dev.kith.id.ProfileId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who looks, and how they stand to all who act in what is about to be shown.
 *
 * @param id null for one who has not said who they are
 * @param relations to those to whom there are any
 * @param memberships the communities in question of which they are members
 */
public record Viewer(@Nullable ProfileId id, Map<ProfileId, Relation> relations, Set<Long> memberships) {

    public static final Viewer NOBODY = new Viewer(null, Map.of(), Set.of());

    public boolean is(ProfileId profile) {
        return profile.equals(id);
    }

    Relation to(ProfileId profile) {
        return relations.getOrDefault(profile, Relation.NONE);
    }

    boolean isMemberOf(Item.@Nullable Place place) {
        return place != null && memberships.contains(place.community());
    }
}
