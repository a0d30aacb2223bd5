package dev.kith.notification;

import dev.kith.id.Ids;
import dev.kith.role.Role;
import dev.kith.role.Roles;
import dev.kith.web.Problems;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets what was kept only to know what comes again, what is history by now anyway, and notifications to which nothing has been added for long. */
@Singleton
class NotificationSweep {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationSweep.class);
    private static final int AT_ONCE = 1_000;

    private final Roles roles;
    private final EntryRepository entries;
    private final HushRepository hushed;
    private final NotificationRepository notifications;
    private final InboxRepository inboxes;
    private final TransactionOperations<Connection> transactions;
    private final NotificationErasure erasure;
    private final NotificationConfiguration configuration;
    private final Clock clock;

    NotificationSweep(
            Roles roles,
            EntryRepository entries,
            HushRepository hushed,
            NotificationRepository notifications,
            InboxRepository inboxes,
            TransactionOperations<Connection> transactions,
            NotificationErasure erasure,
            NotificationConfiguration configuration,
            Clock clock) {
        this.roles = roles;
        this.entries = entries;
        this.hushed = hushed;
        this.notifications = notifications;
        this.inboxes = inboxes;
        this.transactions = transactions;
        this.erasure = erasure;
        this.configuration = configuration;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "${kith.notifications.sweep:10m}", initialDelay = "1m")
    void begin() {
        if (!roles.has(Role.JOBS)) {
            return;
        }
        try {
            sweep();
        } catch (RuntimeException failed) {
            var store = Problems.storeDown(failed).orElseThrow(() -> failed);
            LOG.warn("notifications are not swept: {} is down", store);
        }
    }

    void sweep() {
        var now = clock.instant();
        List<EntryRow> gone;
        do {
            gone = entries.forget(now.minus(configuration.window()), AT_ONCE);
            erasure.eraseEmpty(gone);
        } while (gone.size() == AT_ONCE);
        while (hushed.forget(now.minus(configuration.history().plusDays(1)), AT_ONCE) == AT_ONCE) {
            // as long as there are more
        }
        var old = Ids.firstAt(now.minus(configuration.kept()));
        while (forget(old)) {
            // as long as there are more
        }
    }

    /** Holds the inboxes first, as whoever changes what they hold does. */
    private boolean forget(long before) {
        return transactions.executeWrite(transaction -> {
            var recipients = notifications.recipientsOfOld(before, AT_ONCE).toArray(Long[]::new);
            if (recipients.length == 0) {
                return false;
            }
            inboxes.raise(recipients);
            return notifications.forget(recipients, before) > 0;
        });
    }
}
