package dev.kith.queue;

import dev.kith.events.Family;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What is measured of messages on their way out of the queues. */
@Singleton
class QueueMeters {

    private final MeterRegistry meters;

    QueueMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    void received(Family family, int messages) {
        DistributionSummary.builder("kith.queue.batch")
                .description("How many messages were received at once")
                .tag("family", family.label())
                .register(meters)
                .record(messages);
    }

    /** @param age since it was sent */
    void age(Family family, Duration age) {
        Timer.builder("kith.queue.age")
                .description("How old messages are when they are received")
                .tag("family", family.label())
                .register(meters)
                .record(age.isNegative() ? Duration.ZERO : age);
    }

    Timer effect(Family family) {
        return Timer.builder("kith.queue.effect")
                .description("How long it took to bring a side in line with a batch of messages")
                .tag("family", family.label())
                .register(meters);
    }

    /** @param outcome done, failed, dead or released */
    void outcome(Family family, String outcome) {
        meters.counter("kith.queue.messages", "family", family.label(), "outcome", outcome)
                .increment();
    }
}
