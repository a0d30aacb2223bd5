package dev.kith.audit;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * How audits are made here.
 *
 * @param scheduled whether they come round by the clock
 * @param atOnce how many this instance makes at the same time
 * @param kept for how long a run is remembered
 */
@Context
@ConfigurationProperties("kith.audits")
record AuditConfiguration(
        @Bindable(defaultValue = "true") boolean scheduled,
        @Bindable(defaultValue = "2") @Min(1) int atOnce,
        @Bindable(defaultValue = "90d") Duration kept) {

    AuditConfiguration {
        if (!kept.isPositive()) {
            throw new IllegalArgumentException("kith.audits.kept: must be longer than nothing");
        }
    }
}
