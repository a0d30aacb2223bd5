package dev.kith.profile;

import dev.kith.id.ProfileId;

/** Erases what a deleted profile leaves behind in another feature. Called at least once; done when it returns. */
@FunctionalInterface
public interface ErasedWithProfile {
    void erase(ProfileId deleted);
}
