package dev.kith.notification;

import dev.kith.comment.ErasedWithComment;
import dev.kith.community.Communities;
import dev.kith.id.CommentId;
import dev.kith.id.CommunityId;
import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import dev.kith.notification.Ledger.Finding;
import dev.kith.outbox.OutboxConsumer;
import dev.kith.post.ErasedWithPost;
import dev.kith.profile.ErasedWithProfile;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Erases what deleted things were told of, and what they caused; some at a time, so that no lock is held for long. */
@Singleton
final class NotificationErasure {

    private static final int AT_ONCE = 1_000;

    private final NotificationRepository notifications;
    private final EntryRepository entries;
    private final InboxRepository inboxes;
    private final Ledger ledger;

    NotificationErasure(
            NotificationRepository notifications, EntryRepository entries, InboxRepository inboxes, Ledger ledger) {
        this.notifications = notifications;
        this.entries = entries;
        this.inboxes = inboxes;
        this.ledger = ledger;
    }

    /** Whoever looks at them afterwards finds them gone; whoever did before is waited for. */
    void ofItems(Collection<Long> items) {
        var deleted = items.toArray(Long[]::new);
        ledger.inLine(items, () -> new Finding(List.of(), entries.ofCauses(deleted)));
        List<Long> told;
        do {
            told = entries.eraseOf(deleted, AT_ONCE);
            raise(told);
        } while (told.size() == AT_ONCE);
        notifications.eraseOf(deleted);
    }

    /** What it did, and what it was told. */
    void ofProfile(ProfileId profile) {
        List<EntryRow> done;
        do {
            done = entries.eraseBy(profile.value(), AT_ONCE);
            eraseEmpty(done);
            raise(done.stream().map(EntryRow::recipientId).toList());
        } while (done.size() == AT_ONCE);
        while (entries.eraseFor(profile.value(), AT_ONCE) == AT_ONCE) {
            // as long as there are more
        }
        while (notifications.eraseFor(profile.value(), AT_ONCE) == AT_ONCE) {
            // as long as there are more
        }
        inboxes.remove(profile.value());
    }

    /** Forgets the notifications that these were the last entries of. */
    void eraseEmpty(Collection<EntryRow> forgotten) {
        var emptied = new HashMap<Long, Set<Long>>();
        forgotten.forEach(entry -> emptied.computeIfAbsent(entry.recipientId(), recipient -> new HashSet<>())
                .add(entry.notificationId()));
        emptied.forEach((recipient, ids) -> notifications.eraseEmpty(recipient, ids.toArray(Long[]::new)));
    }

    private void raise(Collection<Long> recipients) {
        if (!recipients.isEmpty()) {
            inboxes.raise(recipients.stream().distinct().toArray(Long[]::new));
        }
    }

    @Singleton
    record WithPost(NotificationErasure notifications) implements ErasedWithPost {
        @Override
        public void erase(Collection<PostId> deleted) {
            notifications.ofItems(deleted.stream().map(PostId::value).toList());
        }
    }

    @Singleton
    record WithComment(NotificationErasure notifications) implements ErasedWithComment {
        @Override
        public void erase(Collection<CommentId> deleted) {
            notifications.ofItems(deleted.stream().map(CommentId::value).toList());
        }
    }

    @Singleton
    record WithProfile(NotificationErasure notifications) implements ErasedWithProfile {
        @Override
        public void erase(ProfileId deleted) {
            notifications.ofProfile(deleted);
        }
    }

    @Singleton
    record WithCommunity(NotificationErasure notifications, Communities communities) implements OutboxConsumer {
        @Override
        public String type() {
            return "community";
        }

        @Override
        public void changed(List<Long> keys) {
            var present = communities
                    .admins(keys.stream().map(CommunityId::new).toList())
                    .keySet();
            var deleted = keys.stream()
                    .filter(key -> !present.contains(new CommunityId(key)))
                    .toList();
            if (!deleted.isEmpty()) {
                notifications.ofItems(deleted);
            }
        }
    }
}
