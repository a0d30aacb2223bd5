package dev.kith.visibility;

import dev.kith.id.ProfileId;

/**
 * A profile that acts in an item.
 *
 * @param isPrivate only its followers see what it says and whom it knows
 */
public record Actor(ProfileId id, boolean isPrivate, Role role) {

    /** What the profile has to do with the item. */
    public enum Role {
        /** The item is its card: name and handle. */
        SUBJECT,
        /** The item is what it said or whom it knows. */
        AUTHOR,
        /** It did something to what is the viewer's own, of which the viewer is told unasked. */
        DOER,
        /** It is named in what another said. */
        MENTIONED
    }
}
