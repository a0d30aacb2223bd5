package dev.kith.outbox;

import java.util.List;

/** Learns that something of one type has changed. */
public interface OutboxConsumer {

    /** The type it asks for; one consumer a type. */
    String type();

    /**
     * Reads the current state of these and brings its own side in line. May be called again for the same, also concurrently with the change
     * after it. Must not write to Postgres in a way that an exception leaves half done.
     */
    void changed(List<Long> keys);
}
