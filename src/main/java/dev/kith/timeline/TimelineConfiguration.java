package dev.kith.timeline;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How home timelines are kept ready. All instances have the same.
 *
 * @param enabled whether they are read from lists; otherwise from the stores each time. Posts are delivered to the lists either way
 * @param length how many posts a list holds; it may grow by a quarter before it is trimmed
 * @param activity how long a list is kept that nobody reads
 * @param timeout how long Redis may take to answer before the stores are asked instead
 * @param building how long building a list may take; then another may begin
 * @param bigFollowers from how many followers on an author's posts are no more delivered to each of them, but merged when they read
 * @param smallFollowers below how many they are delivered again
 * @param bigRefresh how old may be what a process knows of who is big
 * @param grace for how long the posts of an author who has become big are still delivered
 * @param pages how many bytes of first pages a process keeps, of which a reader takes about 15,000; 0 for none
 * @param sharedPages whether they are in Redis, too
 * @param pageAge how long one is kept at the most before it is made anew, whether or not anything has changed
 * @param merged how many lists may be merged for one reader; who needs more is answered from the stores
 */
@Context
@ConfigurationProperties("kith.timelines")
record TimelineConfiguration(
        @Bindable(defaultValue = "true") boolean enabled,

        @Bindable(defaultValue = "800") @Min(1) @Max(LONGEST)
        int length,

        @Bindable(defaultValue = "14d") Duration activity,
        @Bindable(defaultValue = "250ms") Duration timeout,
        @Bindable(defaultValue = "10s") Duration building,
        @Bindable(defaultValue = "10000") @Min(1) int bigFollowers,
        @Bindable(defaultValue = "8000") @Min(0) int smallFollowers,
        @Bindable(defaultValue = "2s") Duration bigRefresh,
        @Bindable(defaultValue = "30s") Duration grace,
        @Bindable(defaultValue = "128000000") @Min(0) long pages,
        @Bindable(defaultValue = "true") boolean sharedPages,
        @Bindable(defaultValue = "10m") Duration pageAge,
        @Bindable(defaultValue = "100") @Min(0) int merged) {

    /** A script takes a list as arguments, and Lua can't pass on many more. */
    private static final int LONGEST = 5_000;

    TimelineConfiguration {
        for (var time : List.of(activity, timeout, building, bigRefresh, grace, pageAge)) {
            require(time.isPositive(), "times must be longer than nothing");
        }
        require(smallFollowers <= bigFollowers, "small-followers must not be more than big-followers");
        require(grace.compareTo(bigRefresh.multipliedBy(2)) >= 0, "grace must be twice big-refresh or longer");
    }

    /** A list that is longer is trimmed. */
    int longest() {
        return length + Math.max(1, length / 4);
    }

    /**
     * How long an author who is big no more goes on being merged: so long that no list is left that was last read before the author became big. All others have been
     * found to be built for other sources, and will be again when this ends.
     */
    Duration mergedOn() {
        return activity.multipliedBy(2);
    }

    /** How long one page counts: half of the longest time, or any longer. So those that were made at the same time, after a start or a loss of Redis, are not all made anew at the same time. */
    Duration pageAge(RandomGenerator random) {
        var least = pageAge.dividedBy(2);
        return least.plusNanos(random.nextLong(pageAge.minus(least).toNanos() + 1));
    }

    /** How long a page is kept: longer than it counts, so that it is known from what the next is made. */
    Duration pageTime() {
        return pageAge.multipliedBy(2);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("kith.timelines: " + otherwise);
        }
    }
}
