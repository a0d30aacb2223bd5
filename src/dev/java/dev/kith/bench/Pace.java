package dev.kith.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * When each caller sends its next request.
 *
 * @param nanos between two requests of one caller; 0 when the next follows the answer
 */
record Pace(long nanos) {

    /** A closed loop: the rate is what the service yields. */
    static final Pace AS_ANSWERED = new Pace(0);

    private static final long TOGETHER_NANOS = Duration.ofMillis(1).toNanos();

    /**
     * An open loop: requests are due whether or not those before were answered, and who is late has waited since then, as people would have.
     *
     * @param rate requests a second by all callers together
     */
    static Pace of(double rate, int callers) {
        return new Pace((long) (Duration.ofSeconds(1).toNanos() * callers / rate));
    }

    /** Callers with a pace begin one after the other. */
    long first(long begin, RandomGenerator random) {
        return nanos == 0 ? System.nanoTime() : begin + random.nextLong(nanos);
    }

    long next(long due, long answered) {
        return nanos == 0 ? answered : due + nanos;
    }

    /**
     * When callers who share a thread are woken for what is due: all of a millisecond together. To wake that thread for each of them takes from the service, which is on the same
     * processors, more than its answer does; so they are late by that at the most, and have waited since it was due.
     */
    static long woken(long due) {
        return Math.ceilDiv(due, TOGETHER_NANOS) * TOGETHER_NANOS;
    }

    static void await(long due) {
        for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
