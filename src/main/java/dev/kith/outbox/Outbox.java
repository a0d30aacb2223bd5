package dev.kith.outbox;

import dev.kith.web.TraceFilter;
import jakarta.inject.Singleton;
import java.util.Collection;

/** Notes what others must learn of a change in Postgres; {@link OutboxDelivery} tells them. */
@Singleton
public final class Outbox {

    private final OutboxRepository records;

    Outbox(OutboxRepository records) {
        this.records = records;
    }

    /** Notes that these have changed. To be called inside the transaction of the change. */
    public void changed(String type, Collection<Long> keys) {
        records.add(type, keys.toArray(Long[]::new), TraceFilter.current());
    }
}
