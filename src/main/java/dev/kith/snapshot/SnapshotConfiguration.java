package dev.kith.snapshot;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * How who follows whom is held in the heap.
 *
 * @param page how many profiles are read at once
 * @param patience how long a request waits for it to be loaded
 * @param idle after how long it is let go when nobody asks for it
 * @param check how often it is compared with how many follows the graph has
 * @param drift by what share of all follows it may differ before it is loaded anew
 * @param kept how many snapshots that were named are kept; the oldest goes first
 */
@Context
@ConfigurationProperties("kith.snapshots")
record SnapshotConfiguration(
        @Bindable(defaultValue = "500") @Min(1) int page,
        @Bindable(defaultValue = "20s") Duration patience,
        @Bindable(defaultValue = "1h") Duration idle,
        @Bindable(defaultValue = "1m") Duration check,
        @Bindable(defaultValue = "0.01") double drift,
        @Bindable(defaultValue = "3") @Min(1) int kept) {

    SnapshotConfiguration {
        if (!patience.isPositive() || !idle.isPositive() || !check.isPositive() || !(drift > 0)) {
            throw new IllegalArgumentException("kith.snapshots: times and drift must be more than nothing");
        }
    }
}
