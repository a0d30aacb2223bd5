package dev.kith.reconcile;

import dev.kith.job.Retention;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Forgets what comparisons found long ago. */
@Singleton
class ReconciliationSweep {

    private final Retention retention;
    private final ReconciliationRepository rows;
    private final ReconcileConfiguration configuration;

    ReconciliationSweep(Retention retention, ReconciliationRepository rows, ReconcileConfiguration configuration) {
        this.retention = retention;
        this.rows = rows;
        this.configuration = configuration;
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "5m")
    void sweep() {
        retention.end("reconciliations", configuration.remembered(), rows::forget);
    }
}
