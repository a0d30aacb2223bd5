package dev.kith.id;

import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerShutdownEvent;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds one of 1,024 node numbers for this instance, for as long as Postgres can be told so in time. */
@Singleton
class NodeLease {

    private static final Logger LOG = LoggerFactory.getLogger(NodeLease.class);

    /** How long a number stays ours after the last renewal. */
    static final Duration TERM = Duration.ofMinutes(5);

    /** Stops using a number this long before others may take it: clocks differ, and so may the pauses of a process. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    /** Instances that start together reach for the same number; one gets it, the others try the next. */
    private static final int ATTEMPTS = 100;

    private final NodeLeaseRepository leases;
    private final Clock clock;
    private final UUID holder = UUID.randomUUID();
    private volatile @Nullable Held held;

    private record Held(int node, Instant until) {}

    NodeLease(NodeLeaseRepository leases, Clock clock) {
        this.leases = leases;
        this.clock = clock;
    }

    int node() {
        var now = held;
        return now != null && clock.instant().isBefore(now.until()) ? now.node() : renewOnce();
    }

    /** Of the many who find the lease wanting at once, the first one renews it. */
    private synchronized int renewOnce() {
        var now = held;
        return now != null && clock.instant().isBefore(now.until()) ? now.node() : renew();
    }

    /** Before the first request, which would hold a connection while it asks for another. */
    @EventListener
    void begin(StartupEvent started) {
        renew();
    }

    @Scheduled(fixedDelay = "20s", initialDelay = "20s")
    void keep() {
        try {
            renew();
        } catch (RuntimeException failed) {
            LOG.warn("the lease of a node number is not renewed, and is tried again: {}", failed.toString());
        }
    }

    /** Keeps the number held before if it is still ours, else takes a free one. */
    private synchronized int renew() {
        var asked = clock.instant();
        var before = held;
        Integer node = before == null ? null : leases.renew(before.node(), holder, TERM.toSeconds());
        for (int attempt = 0; node == null && attempt < ATTEMPTS; attempt++) {
            node = leases.take(holder, TERM.toSeconds());
        }
        if (node == null) {
            throw new IllegalStateException(
                    "all 1,024 node numbers are leased: too many instances ended without giving theirs back");
        }
        held = new Held(node, asked.plus(TERM).minus(MARGIN));
        return node;
    }

    @EventListener
    void release(ServerShutdownEvent stopping) {
        if (held != null) {
            leases.release(holder);
        }
    }
}
