package dev.kith.post;

import dev.kith.id.PostId;
import java.util.Collection;

/** Erases what hung on deleted posts in another feature. Called at least once; done when it returns. */
@FunctionalInterface
public interface ErasedWithPost {
    void erase(Collection<PostId> deleted);
}
