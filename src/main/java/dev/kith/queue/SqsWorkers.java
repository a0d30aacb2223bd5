package dev.kith.queue;

import dev.kith.events.Backoff;
import dev.kith.events.Family;
import dev.kith.role.Role;
import dev.kith.role.Roles;
import dev.kith.web.Problems;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives messages of all families, on instances that are workers. Ends after what is under way. */
@Singleton
class SqsWorkers {

    private static final Logger LOG = LoggerFactory.getLogger(SqsWorkers.class);
    private static final Backoff FAILED = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(3));
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(30);

    private final Roles roles;
    private final SqsQueues queues;
    private final SqsDeadLetters deadLetters;
    private final Deliveries deliveries;
    private final QueueConfiguration configuration;
    private final QueueMeters meters;
    private final Clock clock;
    private final RandomGenerator random;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean open = true;

    SqsWorkers(
            Roles roles,
            SqsQueues queues,
            SqsDeadLetters deadLetters,
            Deliveries deliveries,
            QueueConfiguration configuration,
            QueueMeters meters,
            Clock clock,
            RandomGenerator random) {
        this.roles = roles;
        this.queues = queues;
        this.deadLetters = deadLetters;
        this.deliveries = deliveries;
        this.configuration = configuration;
        this.meters = meters;
        this.clock = clock;
        this.random = random;
    }

    @EventListener
    synchronized void begin(StartupEvent started) {
        if (!roles.has(Role.WORKER)) {
            return;
        }
        for (var family : Family.values()) {
            var receiver =
                    new SqsReceiver(family, queues, deadLetters, deliveries, configuration, meters, clock, random);
            for (int i = 0; i < configuration.receivers(); i++) {
                threads.add(Thread.ofVirtual()
                        .name("worker of " + family.label() + "-", i)
                        .start(() -> run(family, receiver)));
            }
        }
    }

    /** A receiver that was cut off could take messages with it, for as long as they are held. */
    @EventListener
    synchronized void end(ShutdownEvent stopping) throws InterruptedException {
        open = false;
        var last = System.nanoTime() + TIME_TO_STOP.toNanos();
        for (var thread : threads) {
            if (!thread.join(Duration.ofNanos(Math.max(1, last - System.nanoTime())))) {
                LOG.warn("{} does not end", thread.getName());
            }
        }
    }

    private void run(Family family, SqsReceiver receiver) {
        for (int failures = 0; open; ) {
            try {
                receiver.receive(() -> open);
                if (failures > 0) {
                    LOG.info("{} are received again", family.label());
                }
                failures = 0;
            } catch (RuntimeException | Error failed) {
                failures++;
                tell(family, failures, failed);
                pause(FAILED.after(failures, random));
            }
        }
    }

    private static void tell(Family family, int failures, Throwable failed) {
        var store = Problems.storeDown(failed);
        if (store.isEmpty()) {
            LOG.error("{} are not received", family.label(), failed);
        } else if (failures == 1) {
            LOG.warn("{} are not received: {} is down: {}", family.label(), store.get(), failed.toString());
        }
    }

    private void pause(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        try {
            while (open && System.nanoTime() < end) {
                Thread.sleep(Duration.ofMillis(50));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
