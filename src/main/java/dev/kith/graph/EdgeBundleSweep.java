package dev.kith.graph;

import dev.kith.job.Retention;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Forgets bundles whose messages ended elsewhere: an operator threw them away, or a queue had kept them for as long as it may. */
@Singleton
class EdgeBundleSweep {

    /** Far longer than any queue keeps a message, which is 14 days, so that one can be sent again a few times. */
    static final Duration KEPT = Duration.ofDays(60);

    private final Retention retention;
    private final EdgeBundles bundles;

    EdgeBundleSweep(Retention retention, EdgeBundles bundles) {
        this.retention = retention;
        this.bundles = bundles;
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "5m")
    void sweep() {
        retention.end("bundles of changes", KEPT, bundles::forget);
    }
}
