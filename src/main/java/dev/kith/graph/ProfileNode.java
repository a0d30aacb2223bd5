package dev.kith.graph;

import dev.kith.id.ProfileId;
import java.util.Map;

/**
 * What the graph must know of a profile.
 *
 * @param version of the profile that this was read from; an older one never overwrites a newer one
 */
public record ProfileNode(ProfileId id, int version, boolean isPrivate, boolean deleted) {

    Map<String, Object> toParameters() {
        return Map.of("id", id.value(), "version", version, "private", isPrivate, "deleted", deleted);
    }
}
