package dev.kith.console;

import dev.kith.id.ProfileId;
import dev.kith.profile.ProfileCard;
import org.jspecify.annotations.Nullable;

/**
 * A profile as pages name it.
 *
 * @param handle null when the profile is deleted, or never was
 */
record Who(String id, String name, @Nullable String handle) {

    private static final String GONE = "deleted profile";

    static Who of(ProfileId id, @Nullable ProfileCard card) {
        return card == null
                ? new Who(id.toString(), GONE, null)
                : new Who(id.toString(), card.displayName(), card.handle());
    }

    static Who of(ProfileCard card) {
        return of(card.id(), card);
    }

    public boolean gone() {
        return handle == null;
    }

    public String href() {
        return "/console/profiles/" + id;
    }
}
