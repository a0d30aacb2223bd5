package dev.kith.audit;

import dev.kith.job.Retention;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Forgets what audits found long ago. */
@Singleton
class AuditSweep {

    private final Retention retention;
    private final AuditRunRepository rows;
    private final AuditConfiguration configuration;

    AuditSweep(Retention retention, AuditRunRepository rows, AuditConfiguration configuration) {
        this.retention = retention;
        this.rows = rows;
        this.configuration = configuration;
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "5m")
    void sweep() {
        retention.end("runs of audits", configuration.kept(), rows::forget);
    }
}
