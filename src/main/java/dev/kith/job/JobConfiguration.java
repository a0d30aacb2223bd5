package dev.kith.job;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * How jobs are carried out where they are.
 *
 * @param workers how many are under way at once
 * @param poll how often an instance looks for what others have asked for, and shows that it lives; one that has not for four times as long has lost its jobs to others
 * @param watch how often it is seen to that they are still carried out
 * @param remembered for how long those that are done are kept
 */
@Context
@ConfigurationProperties("kith.jobs")
record JobConfiguration(
        @Bindable(defaultValue = "8") @Min(1) int workers,
        @Bindable(defaultValue = "5s") Duration poll,
        @Bindable(defaultValue = "2s") Duration watch,
        @Bindable(defaultValue = "1h") Duration remembered) {

    /** JobRunr refuses to ask more often. */
    private static final Duration SHORTEST_POLL = Duration.ofSeconds(5);

    JobConfiguration {
        if (poll.compareTo(SHORTEST_POLL) < 0) {
            throw new IllegalArgumentException("kith.jobs.poll: at least %s, was %s".formatted(SHORTEST_POLL, poll));
        }
        if (!watch.isPositive() || !remembered.isPositive()) {
            throw new IllegalArgumentException("kith.jobs: times must be longer than nothing");
        }
    }
}
