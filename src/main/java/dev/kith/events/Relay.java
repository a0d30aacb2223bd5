package dev.kith.events;

import dev.kith.web.Problems;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Empties one outbox, again and again: at once when somebody here has written to it, else at each poll, and after failures later and later. */
public final class Relay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(20);

    private final String name;
    private final RelayConfiguration configuration;
    private final RandomGenerator random;
    private final BooleanSupplier pass;
    private final Semaphore bell = new Semaphore(0);
    private volatile boolean closed;
    private @Nullable Thread thread;
    private int failures;

    /**
     * One that does not run yet.
     *
     * @param pass sends what waits; false when some of it has to wait on
     */
    public Relay(String name, RelayConfiguration configuration, RandomGenerator random, BooleanSupplier pass) {
        this.name = name;
        this.configuration = configuration;
        this.random = random;
        this.pass = pass;
    }

    public synchronized void start() {
        if (thread == null && !closed) {
            thread = Thread.ofVirtual().name("relay of " + name).start(this::run);
        }
    }

    /** Says that something waits. Costs nothing, and does not wait itself. */
    public void wake() {
        if (bell.availablePermits() == 0) {
            bell.release();
        }
    }

    /** Returns when the pass that is under way has ended. */
    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            closed = true;
            running = thread;
        }
        bell.release();
        if (running == null) {
            return;
        }
        try {
            if (!running.join(TIME_TO_STOP)) {
                LOG.warn("the relay of {} does not end", name);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var backoff = new Backoff(configuration.pause(), configuration.longestPause());
        try {
            while (!closed) {
                var sent = attempt();
                failures = sent ? 0 : failures + 1;
                if (failures == 0) {
                    if (bell.tryAcquire(configuration.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                        rest(configuration.gather());
                    }
                } else {
                    rest(backoff.after(failures, random));
                }
                bell.drainPermits();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whoever writes meanwhile does not end it: what failed just now would fail again. */
    private void rest(Duration pause) throws InterruptedException {
        var end = System.nanoTime() + pause.toNanos();
        for (var left = pause.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.sleep(Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)));
        }
    }

    private boolean attempt() {
        try {
            var sent = pass.getAsBoolean();
            if (sent && failures > 0) {
                LOG.info("{} is empty again", name);
            }
            return sent;
        } catch (RuntimeException | Error failed) {
            var store = Problems.storeDown(failed);
            if (store.isEmpty()) {
                LOG.error("{} waits", name, failed);
            } else if (failures == 0) {
                LOG.warn("{} waits: {} is down: {}", name, store.get(), failed.toString());
            }
            return false;
        }
    }
}
