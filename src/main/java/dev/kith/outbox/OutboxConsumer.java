package dev.kith.outbox;

import java.util.List;

/** Learns that something of one type has changed. */
public interface OutboxConsumer {

    /** The type it asks for. Several may ask for the same; when one of them fails, all are told again. */
    String type();

    /**
     * Reads the current state of these and brings its own side in line. May be called again for the same, in another order, and also concurrently
     * with the change after it. Must not write to Postgres in a way that an exception leaves half done. While a store is down
     * ({@link dev.kith.web.StoreDownException} and the like) it is called again until that is back; whatever else it throws, it is called
     * again later, a number of times; after a {@link dev.kith.events.Poison} it is not.
     */
    void changed(List<Long> keys);
}
