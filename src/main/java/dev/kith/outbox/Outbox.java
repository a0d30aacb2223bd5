package dev.kith.outbox;

import dev.kith.events.ClaimCheck;
import dev.kith.events.Family;
import dev.kith.web.TraceFilter;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Notes what others must learn of a change in Postgres; {@link OutboxRelay} sends it on, and {@link OutboxConsumer}s learn of it. */
@Singleton
public final class Outbox {

    /** Changes that were made together by so many, as imports do, are told by one message: else they would hold up all others. */
    private static final int FEWEST_IN_BUNDLE = 32;

    private static final int MOST_IN_BUNDLE = 500;

    private final OutboxRepository records;
    private final OutboxRelay relay;
    private final List<OutboxListener> listeners;
    private final TransactionOperations<Connection> transactions;

    Outbox(
            OutboxRepository records,
            OutboxRelay relay,
            List<OutboxListener> listeners,
            TransactionOperations<Connection> transactions) {
        this.records = records;
        this.relay = relay;
        this.listeners = listeners;
        this.transactions = transactions;
    }

    /** Records that wait for their writer to say that they may go. */
    public record Held(List<Long> records) {

        public static final Held NOTHING = new Held(List.of());
    }

    /**
     * Notes that these have changed. To be called inside the transaction of the change; right after its commit it is on its way.
     *
     * @param type up to 40 letters; {@link dev.kith.events.Family} says which queue it takes
     */
    public void changed(String type, Collection<Long> keys) {
        if (!keys.isEmpty()) {
            var all = List.copyOf(keys);
            note(type, all, Duration.ZERO);
            transactions
                    .findTransactionStatus()
                    .ifPresentOrElse(
                            open -> open.registerSynchronization(new TransactionSynchronization() {
                                @Override
                                public void afterCommit() {
                                    tell(type, all);
                                }
                            }),
                            () -> tell(type, all));
        }
    }

    /**
     * Notes that these have changed, for a writer that itself does first, right after the commit, what consumers would do. They learn of it when it is
     * released; should the writer not come to that, after so long.
     */
    public Held hold(String type, Collection<Long> keys, Duration longest) {
        return keys.isEmpty() ? Held.NOTHING : new Held(note(type, keys, longest));
    }

    /** To be called after the transaction that held it. */
    public void release(Held held) {
        if (!held.records().isEmpty()) {
            transactions.executeWrite(transaction -> {
                records.release(held.records().toArray(Long[]::new));
                return held;
            });
            relay.wake();
        }
    }

    /** A record that waits to be sent. */
    public record Late(long id, String type, long key) {}

    /** Of which of these others have still to learn that they changed. */
    public Set<Long> waiting(String type, Collection<Long> keys) {
        return keys.isEmpty()
                ? Set.of()
                : Set.copyOf(records.waiting(type, Family.BUNDLE + type, keys.toArray(Long[]::new)));
    }

    /**
     * Records that have waited so long, those with greater ids, in order of their ids.
     *
     * @param from of keys after this one, and up to the next
     */
    public List<Late> late(long after, Duration waited, long from, long to, int most) {
        return records.late(after, waited.toSeconds(), from, to, most).stream()
                .map(record -> new Late(record.id(), record.type(), record.key()))
                .toList();
    }

    private List<Long> note(String type, Collection<Long> keys, Duration delay) {
        var bundle = Family.BUNDLE + type;
        var trace = new ClaimCheck(bundle, 0, "0", TraceFilter.current()).traceId();
        var all = keys.toArray(Long[]::new);
        if (all.length < FEWEST_IN_BUNDLE) {
            return records.add(type, all, trace, delay.toMillis());
        }
        var noted = new ArrayList<Long>();
        for (int from = 0; from < all.length; from += MOST_IN_BUNDLE) {
            var some = Arrays.copyOfRange(all, from, Math.min(from + MOST_IN_BUNDLE, all.length));
            noted.addAll(records.addBundle(type, some, bundle, trace, delay.toMillis()));
        }
        return noted;
    }

    private void tell(String type, List<Long> keys) {
        listeners.forEach(listener -> listener.changed(type, keys));
        relay.wake();
    }
}
