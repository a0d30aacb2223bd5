package dev.kith.reconcile;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;

/**
 * How stores are compared.
 *
 * @param scheduled whether that is done by the clock
 * @param cron when, in the five fields of cron, in UTC
 * @param pause after how long what differs is looked at once more
 * @param patience how long it must have differed in the same way to count; what is on its way must have come by then
 * @param waiting how long a change may wait in an outbox
 * @param rest for how long nothing is done after each step, in times of what that took
 * @param keys how many keys of Redis are looked at in each place at the most
 * @param kept how many findings of a place are kept, and can be repaired at once
 * @param fresh how long after a comparison what it found may be repaired
 * @param remembered for how long what was found is remembered
 */
@Context
@ConfigurationProperties("kith.reconcile")
record ReconcileConfiguration(
        @Bindable(defaultValue = "true") boolean scheduled,
        @Bindable(defaultValue = "41 3 * * *") String cron,
        @Bindable(defaultValue = "1s") Duration pause,
        @Bindable(defaultValue = "5s") Duration patience,
        @Bindable(defaultValue = "15m") Duration waiting,
        @Bindable(defaultValue = "1") @Min(0) int rest,
        @Bindable(defaultValue = "200000") @Min(1) int keys,
        @Bindable(defaultValue = "10000") @Min(1) int kept,
        @Bindable(defaultValue = "1h") Duration fresh,
        @Bindable(defaultValue = "90d") Duration remembered) {

    ReconcileConfiguration {
        for (var time : List.of(pause, patience, waiting, fresh, remembered)) {
            if (!time.isPositive()) {
                throw new IllegalArgumentException("kith.reconcile: times must be longer than nothing");
            }
        }
    }
}
