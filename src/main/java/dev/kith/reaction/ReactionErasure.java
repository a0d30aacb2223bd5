package dev.kith.reaction;

import dev.kith.comment.ErasedWithComment;
import dev.kith.count.Counts;
import dev.kith.count.Tally;
import dev.kith.id.CommentId;
import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import dev.kith.post.ErasedWithPost;
import dev.kith.profile.ErasedWithProfile;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;

/** Erases the reactions of deleted profiles, and those to what is deleted; some at a time, so that no lock is held for long. */
@Singleton
final class ReactionErasure {

    private static final int AT_ONCE = 1_000;

    private final ReactionRepository rows;
    private final Counts counts;
    private final TransactionOperations<Connection> transactions;

    ReactionErasure(ReactionRepository rows, Counts counts, TransactionOperations<Connection> transactions) {
        this.rows = rows;
        this.counts = counts;
        this.transactions = transactions;
    }

    void ofItems(Collection<Long> items) {
        var some = items.toArray(Long[]::new);
        while (rows.eraseOf(some, AT_ONCE) == AT_ONCE) {
            // as long as there are more
        }
    }

    void ofProfile(ProfileId profile) {
        List<ReactionRow> some;
        do {
            some = transactions.executeWrite(transaction -> {
                var erased = rows.eraseBy(profile.value(), AT_ONCE);
                var changes = new HashMap<Long, Tally>();
                erased.forEach(
                        row -> changes.merge(row.itemId(), row.reaction().forgotten(row.withdrawn()), Tally::plus));
                counts.add(changes);
                return erased;
            });
        } while (some.size() == AT_ONCE);
    }

    @Singleton
    record WithPost(ReactionErasure reactions) implements ErasedWithPost {
        @Override
        public void erase(Collection<PostId> deleted) {
            reactions.ofItems(deleted.stream().map(PostId::value).toList());
        }
    }

    @Singleton
    record WithComment(ReactionErasure reactions) implements ErasedWithComment {
        @Override
        public void erase(Collection<CommentId> deleted) {
            reactions.ofItems(deleted.stream().map(CommentId::value).toList());
        }
    }

    @Singleton
    record WithProfile(ReactionErasure reactions) implements ErasedWithProfile {
        @Override
        public void erase(ProfileId deleted) {
            reactions.ofProfile(deleted);
        }
    }
}
