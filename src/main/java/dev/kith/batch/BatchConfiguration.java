package dev.kith.batch;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * How batches are carried out.
 *
 * @param most how many pairs an upload may have
 * @param slices how many slices of 200 pairs share a transaction
 * @param lanes how many of these are under way at once
 * @param turn for how long one is worked on before others have their turn
 * @param silence after how long without a sign of life it is asked for anew
 * @param patience for how long stores may be down before what is left of a batch has failed
 * @param kept for how long one is kept after it ended
 * @param streams how many streams of progress an instance keeps open
 */
@ConfigurationProperties("kith.batches")
record BatchConfiguration(
        @Bindable(defaultValue = "1000000") @Min(1) int most,
        @Bindable(defaultValue = "10") @Min(1) int slices,
        @Bindable(defaultValue = "2") @Min(1) int lanes,
        @Bindable(defaultValue = "5s") Duration turn,
        @Bindable(defaultValue = "10s") Duration silence,
        @Bindable(defaultValue = "24h") Duration patience,
        @Bindable(defaultValue = "30d") Duration kept,
        @Bindable(defaultValue = "1000") @Min(1) int streams) {}
