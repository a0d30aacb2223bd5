package dev.kith.events;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before something is tried again: twice as long after each failure, half of it by chance, so that many who failed together don't come
 * back together.
 */
public record Backoff(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 30;

    /**
     * The next wait.
     *
     * @param failures 1 after the first
     */
    public Duration after(int failures, RandomGenerator random) {
        var doublings = Math.min(Math.max(failures - 1, 0), MOST_DOUBLINGS);
        var most = Math.min(longest.toMillis(), first.toMillis() << doublings);
        return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    }
}
