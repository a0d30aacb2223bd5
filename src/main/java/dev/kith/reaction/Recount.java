package dev.kith.reaction;

import dev.kith.cache.Stamps;
import dev.kith.count.Tally;
import dev.kith.outbox.OutboxConsumer;
import dev.kith.reaction.RecountRepository.Slot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds the slots of what was counted by many at a time into one, by counting the rows anew. What comes out other than what was counted before is
 * an error of ours: it is mended, logged and metered.
 */
@Singleton
final class Recount implements OutboxConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(Recount.class);

    /** With so many slots an item is still read at once. */
    private static final int FEW = 4;

    private final RecountRepository slots;
    private final Stamps stamps;
    private final TransactionOperations<Connection> transactions;
    private final Counter recounted;
    private final Counter drifted;

    Recount(
            RecountRepository slots,
            Stamps stamps,
            TransactionOperations<Connection> transactions,
            MeterRegistry meters) {
        this.slots = slots;
        this.stamps = stamps;
        this.transactions = transactions;
        recounted = Counter.builder("kith.counts.recounted")
                .description("items whose counts were counted anew")
                .register(meters);
        drifted = Counter.builder("kith.counts.drifted")
                .description("of these, those whose counts were wrong")
                .register(meters);
    }

    @Override
    public String type() {
        return Reactions.TYPE;
    }

    @Override
    public void changed(List<Long> keys) {
        slots.crowded(keys.toArray(Long[]::new), FEW).forEach(this::recount);
    }

    /** Counts an item anew; answers whether its counts were right. */
    boolean recount(long item) {
        var right = recountAlone(item);
        if (!right) {
            stamps.changed(List.of(item));
        }
        return right;
    }

    private boolean recountAlone(long item) {
        return transactions.executeWrite(transaction -> {
            var held = slots.hold(item);
            if (held.isEmpty()) {
                return true;
            }
            var numbers = held.stream().map(Slot::slot).toArray(Integer[]::new);
            var kept = held.getFirst().slot();
            var now = slots.recount(item, numbers, kept);
            slots.removeOthers(item, numbers, kept);
            recounted.increment();
            var before = held.stream().map(Recount::tally).reduce(Tally.NONE, Tally::plus);
            if (!tally(now).equals(before)) {
                drifted.increment();
                LOG.warn("the counts of item {} were {} and are {}", item, before, tally(now));
            }
            return tally(now).equals(before);
        });
    }

    private static Tally tally(Slot slot) {
        return new Tally(slot.likes(), slot.unlikes(), slot.stars(), slot.shares(), slot.comments());
    }
}
