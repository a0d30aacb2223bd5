package dev.kith.notification;

import dev.kith.id.Ids;
import dev.kith.id.ProfileId;
import dev.kith.profile.Profiles;
import dev.kith.web.Json;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings what profiles are told in line with what is the case. Whoever learns of a change of something looks at it under a lock of that thing, so that
 * nobody writes down what another has seen to be over; and holds each recipient's inbox, so that places are committed in their order.
 */
@Singleton
final class Ledger {

    private static final String LOCK = "notifications of ";

    private final NotificationRepository notifications;
    private final EntryRepository entries;
    private final InboxRepository inboxes;
    private final Profiles profiles;
    private final NotificationConfiguration configuration;
    private final TransactionOperations<Connection> transactions;
    private final Ids ids;
    private final Clock clock;
    private final Json json;
    private final Counter made;
    private final Counter removed;

    /**
     * What is the case, and what was told of it before.
     *
     * @param causes what is to be told; of several by one comment or post, each recipient is told the first of a kind that it wants
     * @param known entries that are there; those that stand without a cause are ended
     */
    record Finding(List<Cause> causes, Collection<EntryRow> known) {}

    Ledger(
            NotificationRepository notifications,
            EntryRepository entries,
            InboxRepository inboxes,
            Profiles profiles,
            NotificationConfiguration configuration,
            TransactionOperations<Connection> transactions,
            Ids ids,
            Clock clock,
            Json json,
            MeterRegistry meters) {
        this.notifications = notifications;
        this.entries = entries;
        this.inboxes = inboxes;
        this.profiles = profiles;
        this.configuration = configuration;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
        made = meters.counter("kith.notifications", "outcome", "made");
        removed = meters.counter("kith.notifications", "outcome", "removed");
    }

    /** Looks at things while nobody else does, and brings what is told of them in line. */
    void inLine(Collection<?> things, Supplier<Finding> look) {
        alone(things, () -> {
            var finding = look.get();
            bring(finding);
            return finding;
        });
    }

    /** Does something about things while nobody else looks at any of them. */
    <T> T alone(Collection<?> things, Supplier<T> work) {
        return transactions.executeWrite(transaction -> {
            notifications.lock(
                    things.stream().map(thing -> LOCK + thing).sorted().toArray(String[]::new));
            return work.get();
        });
    }

    /** The least id of what is not yet history. */
    long beginOfNews() {
        return Ids.firstAt(clock.instant().minus(configuration.history()));
    }

    /** Whether what began in this millisecond is not yet history. */
    boolean isNews(long millis) {
        return millis > clock.instant().minus(configuration.history()).toEpochMilli();
    }

    /** Those of these keys that are there, gone or not. */
    List<EntryRow> find(Collection<EntryRow.Key> keys) {
        return keys.isEmpty() ? List.of() : entries.find(json.write(keys));
    }

    /** The same where nobody else looks at it already. */
    void bring(Finding finding) {
        var causes = finding.causes().stream()
                .filter(cause -> !cause.recipient().equals(cause.actor()))
                .toList();
        var known = new HashMap<EntryRow.Key, EntryRow>();
        finding.known().forEach(entry -> known.put(entry.key(), entry));
        var keys = causes.stream().map(Cause::key).collect(Collectors.toCollection(LinkedHashSet::new));
        keys.removeAll(known.keySet());
        find(keys).forEach(entry -> known.put(entry.key(), entry));
        var recipients = new TreeSet<Long>();
        causes.forEach(cause -> recipients.add(cause.recipient().value()));
        known.values().forEach(entry -> recipients.add(entry.recipientId()));
        var unsettled = causes.stream()
                .filter(cause -> !isSettled(cause, known.get(cause.key())))
                .toList();
        var present = unsettled.isEmpty()
                ? Set.<ProfileId>of()
                : profiles.hold(unsettled.stream()
                        .flatMap(cause -> Stream.of(cause.recipient(), cause.actor()))
                        .collect(Collectors.toSet()));
        Predicate<Cause> isThere = cause ->
                !unsettled.contains(cause) || (present.contains(cause.recipient()) && present.contains(cause.actor()));
        for (var recipient : recipients) {
            bring(
                    recipient,
                    causes.stream()
                            .filter(cause -> cause.recipient().value() == recipient)
                            .filter(isThere)
                            .toList(),
                    known.values().stream()
                            .filter(entry -> entry.recipientId() == recipient)
                            .collect(Collectors.toMap(EntryRow::key, entry -> entry)));
        }
    }

    private void bring(long recipient, List<Cause> causes, Map<EntryRow.Key, EntryRow> known) {
        var asked = causes.stream().map(Cause::key).collect(Collectors.toSet());
        var settled = causes.stream().allMatch(cause -> isSettled(cause, known.get(cause.key())))
                && known.values().stream().noneMatch(entry -> entry.stands() && !asked.contains(entry.key()));
        if (settled) {
            return;
        }
        var inbox = inboxes.hold(recipient).getFirst();
        var wanted = wanted(causes, inbox);
        var over = known.values().stream()
                .filter(EntryRow::stands)
                .map(EntryRow::key)
                .filter(key -> !wanted.containsKey(key))
                .toList();
        if (!over.isEmpty()) {
            removed.increment(entries.end(json.write(over)));
        }
        var unsettled = wanted.values().stream()
                .filter(cause -> !isSettled(cause, known.get(cause.key())))
                .sorted(Comparator.comparingLong(Cause::at))
                .toList();
        if (!unsettled.isEmpty()) {
            put(inbox, unsettled, known);
        }
    }

    private static boolean isSettled(Cause cause, @Nullable EntryRow entry) {
        return entry != null && entry.stands() && Objects.equals(entry.causeId(), cause.item());
    }

    /** Of what one comment or post does, each recipient is told once. */
    private static Map<EntryRow.Key, Cause> wanted(List<Cause> causes, InboxRepository.Row inbox) {
        var wanted = new LinkedHashMap<EntryRow.Key, Cause>();
        var items = new HashSet<Long>();
        for (var cause : causes) {
            var on = !inbox.off().contains(cause.kind().name());
            if (on && (cause.item() == null || items.add(cause.item()))) {
                wanted.putIfAbsent(cause.key(), cause);
            }
        }
        return wanted;
    }

    /** What was undone a short while ago comes back where it was; all else is new. */
    private void put(InboxRepository.Row inbox, List<Cause> causes, Map<EntryRow.Key, EntryRow> known) {
        var beginOfWindow = Ids.firstAt(clock.instant().minus(configuration.window()));
        var open = new HashMap<List<Object>, Long>();
        var moved = new LinkedHashMap<Long, Long>();
        var rows = new ArrayList<EntryRow>();
        var place = inbox.place();
        for (var cause : causes) {
            var former = known.get(cause.key());
            if (former != null && (former.stands() || former.place() > beginOfWindow)) {
                rows.add(row(cause, former.notificationId(), former.place()));
                continue;
            }
            place = Math.max(place + 1, ids.next());
            var here = place;
            var notification = open.computeIfAbsent(
                    List.of(cause.kind(), cause.subject()), line -> open(cause, beginOfWindow, here));
            moved.put(notification, here);
            rows.add(row(cause, notification, here));
        }
        entries.put(json.write(rows));
        moved.forEach((notification, newest) -> {
            if (!notification.equals(newest)) {
                notifications.move(inbox.profileId(), notification, newest);
            }
        });
        if (place > inbox.place()) {
            inboxes.advance(inbox.profileId(), place);
        }
        made.increment(moved.isEmpty() ? 0 : rows.size());
    }

    private long open(Cause cause, long beginOfWindow, long place) {
        var recipient = cause.recipient().value();
        var subject = cause.subject().id().value();
        return notifications
                .open(subject, recipient, cause.kind().name(), beginOfWindow)
                .map(NotificationRow::id)
                .orElseGet(() -> {
                    notifications.insert(
                            recipient,
                            place,
                            cause.kind().name(),
                            cause.subject().kind().name(),
                            subject);
                    return place;
                });
    }

    private static EntryRow row(Cause cause, long notification, long place) {
        var key = cause.key();
        return new EntryRow(
                key.subjectId(),
                key.recipientId(),
                key.kind(),
                key.actorId(),
                key.onceId(),
                notification,
                place,
                cause.item(),
                null);
    }
}
