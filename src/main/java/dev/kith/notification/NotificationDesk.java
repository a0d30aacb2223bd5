package dev.kith.notification;

import dev.kith.id.NotificationId;
import dev.kith.id.ProfileId;
import dev.kith.notification.InboxRepository.Row;
import dev.kith.notification.NotificationRow.Listed;
import dev.kith.web.Pages.Seen;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;

/** Lets a profile look at its notifications and say how far it has. */
@Singleton
final class NotificationDesk {

    /** How far is counted. */
    private static final int COUNTED = 100;

    /** How many are looked at to count, hidden ones included. */
    private static final int LOOKED_AT = 2_000;

    private final NotificationRepository notifications;
    private final InboxRepository inboxes;
    private final NotificationShowing showing;
    private final TransactionOperations<Connection> transactions;
    private final Counter shown;

    NotificationDesk(
            NotificationRepository notifications,
            InboxRepository inboxes,
            NotificationShowing showing,
            TransactionOperations<Connection> transactions,
            MeterRegistry meters) {
        this.notifications = notifications;
        this.inboxes = inboxes;
        this.showing = showing;
        this.transactions = transactions;
        this.shown = meters.counter("kith.notifications", "outcome", "shown");
    }

    Row inbox(ProfileId recipient) {
        return inboxes.find(recipient.value()).orElseGet(() -> Row.none(recipient.value()));
    }

    List<Listed> newest(Row inbox, long before, long asOf, int most) {
        return notifications.newest(inbox.profileId(), before, asOf, inbox.offKinds(), most);
    }

    /** What was added after a place, the earliest first; of more than fit, the latest. */
    List<Listed> since(Row inbox, long after, int most) {
        return notifications
                .since(inbox.profileId(), after, inbox.offKinds(), most)
                .reversed();
    }

    List<Seen<Listed, NotificationView>> views(List<Listed> rows, Row inbox) {
        var views = showing.views(rows, new ProfileId(inbox.profileId()), inbox.seenUpTo());
        shown.increment(views.size());
        return views;
    }

    /** What is not seen is among what is not read, and above all that is seen. */
    NotificationCounts counts(Row inbox) {
        var recipient = new ProfileId(inbox.profileId());
        var unread = 0;
        var unseen = 0;
        var before = Long.MAX_VALUE;
        var more = false;
        for (int looked = 0; !more; looked += COUNTED + 1) {
            var rows = notifications.unread(recipient.value(), before, inbox.offKinds(), COUNTED + 1);
            for (var one : showing.views(rows, recipient, inbox.seenUpTo())) {
                unread++;
                unseen += one.view().seen() ? 0 : 1;
            }
            if (rows.size() <= COUNTED) {
                break;
            }
            before = rows.getLast().place();
            more = unread > COUNTED || looked >= LOOKED_AT;
        }
        return new NotificationCounts(
                Math.min(unseen, COUNTED),
                Math.min(unread, COUNTED),
                unseen > COUNTED || (more && before > inbox.seenUpTo()),
                unread > COUNTED || more);
    }

    /** Notes that all up to a place were seen. */
    void see(ProfileId recipient, long upTo) {
        inboxes.see(recipient.value(), upTo);
    }

    /** The same of all up to a notification, as it is now. */
    void see(ProfileId recipient, NotificationId upTo) {
        see(recipient, notifications.placeOf(recipient.value(), upTo.value()).orElse(upTo.value()));
    }

    void read(ProfileId recipient, Collection<NotificationId> ids) {
        if (ids.isEmpty()) {
            return;
        }
        transactions.executeWrite(transaction -> {
            inboxes.hold(new Long[] {recipient.value()});
            return notifications.read(
                    recipient.value(), ids.stream().map(NotificationId::value).toArray(Long[]::new));
        });
    }

    void prefer(ProfileId recipient, NotificationPreferences preferences) {
        inboxes.prefer(recipient.value(), preferences.off());
    }
}
