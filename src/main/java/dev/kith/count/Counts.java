package dev.kith.count;

import dev.kith.cache.Stamps;
import dev.kith.web.Json;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Counts what hangs on posts and comments. The rows that are counted are the truth; who changes them counts in the same transaction. */
@Singleton
public class Counts {

    private final CountRepository slots;
    private final Json json;
    private final Stamps stamps;
    private final TransactionOperations<Connection> transactions;

    /** By how much the counts of an item change. */
    @Serdeable
    record Change(long item, int likes, int unlikes, int stars, int shares, int comments) {}

    Counts(CountRepository slots, Json json, Stamps stamps, TransactionOperations<Connection> transactions) {
        this.slots = slots;
        this.json = json;
        this.stamps = stamps;
        this.transactions = transactions;
    }

    /** The counts of items; one that has none is absent. */
    public Map<Long, Tally> of(Collection<Long> items) {
        var tallies = new HashMap<Long, Tally>();
        if (!items.isEmpty()) {
            slots.sums(items.toArray(Long[]::new)).forEach(sum -> tallies.put(sum.itemId(), sum.tally()));
        }
        return tallies;
    }

    /** Changes the counts of items, to be called last in the transaction that changes what is counted. */
    public void add(Map<Long, Tally> changes) {
        var rows = changes.entrySet().stream()
                .filter(change -> !change.getValue().equals(Tally.NONE))
                .map(change -> change(change.getKey(), change.getValue()))
                .toList();
        if (!rows.isEmpty()) {
            slots.add(json.write(rows));
            var items = rows.stream().map(Change::item).toList();
            transactions
                    .findTransactionStatus()
                    .ifPresentOrElse(
                            open -> open.registerSynchronization(new TransactionSynchronization() {
                                @Override
                                public void afterCommit() {
                                    stamps.changed(items);
                                }
                            }),
                            () -> stamps.changed(items));
        }
    }

    /** Forgets the counts of what is no longer there. */
    public void erase(Collection<Long> items) {
        if (!items.isEmpty()) {
            slots.remove(items.toArray(Long[]::new));
        }
    }

    private static Change change(long item, Tally by) {
        return new Change(item, by.likes(), by.unlikes(), by.stars(), by.shares(), by.comments());
    }
}
