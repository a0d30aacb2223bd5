package dev.kith.comment;

import dev.kith.id.CommentId;
import java.util.Collection;

/** Erases what hung on deleted comments in another feature. Called at least once; done when it returns. */
@FunctionalInterface
public interface ErasedWithComment {
    void erase(Collection<CommentId> deleted);
}
