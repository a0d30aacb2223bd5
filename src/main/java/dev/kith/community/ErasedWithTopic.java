package dev.kith.community;

import dev.kith.id.TopicId;

/** Erases what a deleted topic leaves behind in another feature. Called at least once; done when it returns. */
@FunctionalInterface
public interface ErasedWithTopic {
    void erase(TopicId deleted);
}
