package dev.kith.count;

import dev.kith.web.Json;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Counts what hangs on posts and comments. The rows that are counted are the truth; who changes them counts in the same transaction. */
@Singleton
public class Counts {

    private final CountRepository slots;
    private final Json json;

    /** By how much the counts of an item change. */
    @Serdeable
    record Change(long item, int likes, int unlikes, int stars, int shares, int comments) {}

    Counts(CountRepository slots, Json json) {
        this.slots = slots;
        this.json = json;
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
