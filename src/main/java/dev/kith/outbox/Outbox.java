package dev.kith.outbox;

import dev.kith.web.TraceFilter;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Notes what others must learn of a change in Postgres; {@link OutboxDelivery} tells them. */
@Singleton
public final class Outbox {

    private final OutboxRepository records;
    private final TransactionOperations<Connection> transactions;

    /** Records that wait for their writer to say that they may go. */
    public record Held(List<Long> records) {

        public static final Held NOTHING = new Held(List.of());
    }

    Outbox(OutboxRepository records, TransactionOperations<Connection> transactions) {
        this.records = records;
        this.transactions = transactions;
    }

    /** Notes that these have changed. To be called inside the transaction of the change. */
    public void changed(String type, Collection<Long> keys) {
        hold(type, keys, Duration.ZERO);
    }

    /**
     * Notes that these have changed, for a writer that itself does first, right after the commit, what consumers would do. They learn of it when it is
     * released; should the writer not come to that, after so long.
     */
    public Held hold(String type, Collection<Long> keys, Duration longest) {
        return new Held(records.add(type, keys.toArray(Long[]::new), TraceFilter.current(), longest.toMillis()));
    }

    /** To be called after the transaction that held it. */
    public void release(Held held) {
        if (!held.records().isEmpty()) {
            transactions.executeWrite(transaction -> {
                records.release(held.records().toArray(Long[]::new));
                return held;
            });
        }
    }
}
