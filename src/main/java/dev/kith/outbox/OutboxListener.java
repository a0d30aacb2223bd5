package dev.kith.outbox;

import java.util.Collection;

/**
 * Learns that something has changed, after the commit and before whoever changed it is answered. It is told once more when the message of the change comes. Whoever may
 * know soon is an {@link OutboxConsumer}.
 */
@FunctionalInterface
public interface OutboxListener {

    /** Must not throw, and must not take long. */
    void changed(String type, Collection<Long> keys);
}
