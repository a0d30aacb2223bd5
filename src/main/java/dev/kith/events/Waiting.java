package dev.kith.events;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What waits in one outbox, as of when it was last looked at, for the metrics. */
public final class Waiting {

    private volatile double count = Double.NaN;
    private volatile double seconds = Double.NaN;

    public Waiting(String outbox, MeterRegistry meters) {
        Gauge.builder("kith.outbox.depth", this, waiting -> waiting.count)
                .description("How many changes wait in an outbox")
                .tag("outbox", outbox)
                .register(meters);
        Gauge.builder("kith.outbox.age", this, waiting -> waiting.seconds)
                .description("For how many seconds the oldest of them has waited")
                .tag("outbox", outbox)
                .register(meters);
    }

    /**
     * Says what waits.
     *
     * @param oldest since when the oldest waits; null when none does
     */
    public void are(long waiting, @Nullable Instant oldest, Instant now) {
        count = waiting;
        seconds = Optional.ofNullable(oldest)
                .map(since -> Math.max(0, Duration.between(since, now).toMillis()) / 1_000.0)
                .orElse(0.0);
    }
}
