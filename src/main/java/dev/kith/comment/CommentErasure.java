package dev.kith.comment;

import dev.kith.id.CommentId;
import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import dev.kith.post.ErasedWithPost;
import dev.kith.profile.ErasedWithProfile;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;

/** Erases the comments of deleted profiles and posts; some at a time, so that no lock is held for long. */
@Singleton
final class CommentErasure implements ErasedWithProfile, ErasedWithPost {

    private static final int AT_ONCE = 500;

    private final CommentRepository comments;
    private final CommentStore store;
    private final List<ErasedWithComment> erasures;
    private final TransactionOperations<Connection> transactions;

    CommentErasure(
            CommentRepository comments,
            CommentStore store,
            List<ErasedWithComment> erasures,
            TransactionOperations<Connection> transactions) {
        this.comments = comments;
        this.store = store;
        this.erasures = erasures;
        this.transactions = transactions;
    }

    @Override
    public void erase(ProfileId deleted) {
        List<Long> some;
        do {
            some = comments.of(deleted.value(), AT_ONCE);
            some.forEach(this::delete);
        } while (some.size() == AT_ONCE);
    }

    @Override
    public void erase(Collection<PostId> deleted) {
        var posts = deleted.stream().map(PostId::value).toArray(Long[]::new);
        List<Long> some;
        do {
            some = comments.ofPosts(posts, AT_ONCE);
            remove(some);
        } while (some.size() == AT_ONCE);
    }

    private void delete(long id) {
        transactions.executeWrite(transaction -> {
            comments.findForUpdate(id).ifPresent(store::delete);
            return id;
        });
    }

    /** Replies are newer than what they answer, so they go first, and what is broken off goes on where it was. */
    private void remove(List<Long> some) {
        if (!some.isEmpty()) {
            var ids = some.stream().map(CommentId::new).toList();
            erasures.forEach(erasure -> erasure.erase(ids));
            transactions.executeWrite(transaction -> {
                store.remove(some);
                return some;
            });
        }
    }
}
