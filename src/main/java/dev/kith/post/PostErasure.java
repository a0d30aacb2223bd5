package dev.kith.post;

import dev.kith.cache.Stamps;
import dev.kith.community.ErasedWithTopic;
import dev.kith.id.ProfileId;
import dev.kith.id.TopicId;
import dev.kith.profile.ErasedWithProfile;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;

/** Erases the posts of deleted profiles, and takes deleted topics off posts; some at a time, so that no lock is held for long. */
@Singleton
final class PostErasure implements ErasedWithProfile, ErasedWithTopic {

    private static final int AT_ONCE = 500;

    private final PostRepository posts;
    private final PostEntryRepository entries;
    private final PostStore store;
    private final Stamps stamps;
    private final TransactionOperations<Connection> transactions;

    PostErasure(
            PostRepository posts,
            PostEntryRepository entries,
            PostStore store,
            Stamps stamps,
            TransactionOperations<Connection> transactions) {
        this.posts = posts;
        this.entries = entries;
        this.store = store;
        this.stamps = stamps;
        this.transactions = transactions;
    }

    @Override
    public void erase(ProfileId deleted) {
        List<Long> some;
        do {
            some = entries.newestBy(deleted.value(), Long.MAX_VALUE, AT_ONCE);
            erasePosts(some);
        } while (some.size() == AT_ONCE);
    }

    @Override
    public void erase(TopicId deleted) {
        List<Long> some;
        do {
            some = entries.newest(deleted.value(), Long.MAX_VALUE, AT_ONCE);
            unlist(deleted, some);
        } while (some.size() == AT_ONCE);
    }

    private void erasePosts(List<Long> some) {
        transactions.executeWrite(transaction -> {
            store.delete(posts.findAllForUpdate(some.toArray(Long[]::new)));
            return some;
        });
    }

    private void unlist(TopicId topic, List<Long> some) {
        var ids = some.toArray(Long[]::new);
        transactions.executeWrite(transaction -> {
            posts.removeTopic(topic.value(), ids);
            entries.remove(some.stream().map(id -> topic.value()).toArray(Long[]::new), ids);
            return some;
        });
        stamps.changed(some);
    }
}
