package dev.kith.events;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How outboxes are emptied.
 *
 * @param poll how often one is looked at when nobody here has written to it, for what other instances left
 * @param gather how long it waits for more once somebody here has written to it: what is written at the same time is sent together
 * @param pause how long it rests after a failure; twice as long after each more
 * @param longestPause and no longer than this
 * @param sample how often it is counted what waits, for the metrics
 */
@ConfigurationProperties("kith.relay")
public record RelayConfiguration(
        @Bindable(defaultValue = "1s") Duration poll,
        @Bindable(defaultValue = "5ms") Duration gather,
        @Bindable(defaultValue = "500ms") Duration pause,
        @Bindable(defaultValue = "2s") Duration longestPause,
        @Bindable(defaultValue = "10s") Duration sample) {

    public RelayConfiguration {
        if (!poll.isPositive() || !pause.isPositive() || longestPause.compareTo(pause) < 0) {
            throw new IllegalArgumentException(
                    "kith.relay: poll and pause are more than nothing, and longest-pause is no less than pause");
        }
    }
}
