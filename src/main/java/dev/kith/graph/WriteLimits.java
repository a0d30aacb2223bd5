package dev.kith.graph;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * How writes of edges share transactions.
 *
 * @param lanes how many transactions are under way at once; one that is held up then does not hold up all others
 * @param batch how many writes one of them takes at most; 1 gives each its own
 * @param linger how long a batch waits for more once it has company; a write that comes alone does not wait
 * @param queue how many writes may wait; more are refused
 * @param patience how long a write may wait for its turn before it is refused
 */
@ConfigurationProperties("kith.graph.writes")
public record WriteLimits(
        @Bindable(defaultValue = "2") @Min(1) int lanes,
        @Bindable(defaultValue = "256") @Min(1) int batch,
        @Bindable(defaultValue = "2ms") Duration linger,
        @Bindable(defaultValue = "4096") @Min(1) int queue,
        @Bindable(defaultValue = "10s") Duration patience) {}
