package dev.kith.profile;

import dev.kith.id.ProfileId;

/** How many posts a profile has: told by whoever keeps posts. */
@FunctionalInterface
public interface PostCount {
    long of(ProfileId author);
}
