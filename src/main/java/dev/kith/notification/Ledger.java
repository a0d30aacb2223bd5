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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
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
        var causesOf = causes.stream()
                .filter(isThere)
                .collect(Collectors.groupingBy(cause -> cause.recipient().value()));
        var knownOf = known.values().stream().collect(Collectors.groupingBy(EntryRow::recipientId));
        recipients.removeIf(recipient -> isSettled(
                causesOf.getOrDefault(recipient, List.of()), knownOf.getOrDefault(recipient, List.of()), known));
        if (!recipients.isEmpty()) {
            bring(inboxes.hold(recipients.toArray(Long[]::new)), causesOf, knownOf, known);
        }
    }

    /** All of them at once: each alone would cost as many statements as all together. */
    private void bring(
            List<InboxRepository.Row> held,
            Map<Long, List<Cause>> causesOf,
            Map<Long, List<EntryRow>> knownOf,
            Map<EntryRow.Key, EntryRow> known) {
        var over = new ArrayList<EntryRow.Key>();
        var unsettled = new ArrayList<Cause>();
        for (var inbox : held) {
            var wanted = wanted(causesOf.getOrDefault(inbox.profileId(), List.of()), inbox);
            knownOf.getOrDefault(inbox.profileId(), List.of()).stream()
                    .filter(entry -> entry.stands() && !wanted.containsKey(entry.key()))
                    .forEach(entry -> over.add(entry.key()));
            wanted.values().stream()
                    .filter(cause -> !isSettled(cause, known.get(cause.key())))
                    .sorted(Comparator.comparingLong(Cause::at))
                    .forEach(unsettled::add);
        }
        if (!over.isEmpty()) {
            removed.increment(entries.end(json.write(over)));
        }
        if (!unsettled.isEmpty()) {
            put(unsettled, known, held);
        }
    }

    private static boolean isSettled(List<Cause> causes, List<EntryRow> entries, Map<EntryRow.Key, EntryRow> known) {
        var asked = causes.stream().map(Cause::key).collect(Collectors.toSet());
        return causes.stream().allMatch(cause -> isSettled(cause, known.get(cause.key())))
                && entries.stream().noneMatch(entry -> entry.stands() && !asked.contains(entry.key()));
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
    private void put(
            List<Cause> causes, Map<EntryRow.Key, EntryRow> known, Collection<InboxRepository.Row> inboxesHeld) {
        var beginOfWindow = Ids.firstAt(clock.instant().minus(configuration.window()));
        var rows = new ArrayList<EntryRow>();
        var news = new ArrayList<Cause>();
        for (var cause : causes) {
            var former = known.get(cause.key());
            if (former != null && (former.stands() || former.place() > beginOfWindow)) {
                rows.add(row(cause, former.notificationId(), former.place()));
            } else {
                news.add(cause);
            }
        }
        if (!news.isEmpty()) {
            var places = inboxesHeld.stream()
                    .collect(Collectors.toMap(InboxRepository.Row::profileId, InboxRepository.Row::place));
            rows.addAll(tell(news, places, beginOfWindow));
        }
        entries.put(json.write(rows));
        made.increment(news.size());
    }

    /**
     * Makes entries of what is new: each goes to the notification of its line that is open, or begins one.
     *
     * @param places the newest of each recipient
     */
    private List<EntryRow> tell(List<Cause> news, Map<Long, Long> places, long beginOfWindow) {
        var lines = news.stream().map(Cause::line).collect(Collectors.toSet());
        var open = notifications.open(json.write(lines), beginOfWindow).stream()
                .collect(Collectors.toMap(NotificationRow::line, row -> row));
        var told = new HashMap<>(open);
        var newest = new TreeMap<Long, Long>();
        var rows = new ArrayList<EntryRow>();
        for (var cause : news) {
            var recipient = cause.recipient().value();
            var last = newest.getOrDefault(recipient, Objects.requireNonNull(places.get(recipient)));
            var place = Math.max(last + 1, ids.next());
            newest.put(recipient, place);
            var notification = told.merge(cause.line(), cause.begin(place), (begun, _) -> begun.movedTo(place));
            rows.add(row(cause, notification.id(), place));
        }
        var byBeginning = told.values().stream()
                .collect(Collectors.partitioningBy(notification -> open.containsKey(notification.line())));
        write(Objects.requireNonNull(byBeginning.get(false)), notifications::insert);
        write(Objects.requireNonNull(byBeginning.get(true)), notifications::move);
        inboxes.advance(newest.keySet().toArray(Long[]::new), newest.values().toArray(Long[]::new));
        return rows;
    }

    private void write(List<NotificationRow> rows, Consumer<String> how) {
        if (!rows.isEmpty()) {
            how.accept(json.write(rows));
        }
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
