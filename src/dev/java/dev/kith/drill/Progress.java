package dev.kith.drill;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** How callers fare. Written by many threads at once. */
final class Progress {
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private volatile Awaited awaited = new Awaited(0);

    /** The first promise to somebody who asked after a time. */
    private record Awaited(long after, CompletableFuture<Long> at) {
        Awaited(long after) {
            this(after, new CompletableFuture<>());
        }
    }

    /** @param asked when, by {@link System#nanoTime} */
    void acknowledge(long asked) {
        acknowledged.increment();
        var waiting = awaited;
        if (asked - waiting.after() > 0) {
            waiting.at().complete(System.nanoTime());
        }
    }

    void refuse() {
        refused.increment();
    }

    /** Notes what should never come. */
    void surprise(String what) {
        surprises.add(what);
    }

    /** When something was promised to somebody who asked after a time. One such wait at a time. */
    CompletableFuture<Long> acknowledgedAfter(long nanos) {
        var waiting = new Awaited(nanos);
        awaited = waiting;
        return waiting.at();
    }

    long acknowledgedCount() {
        return acknowledged.sum();
    }

    long refusedCount() {
        return refused.sum();
    }

    List<String> surprises() {
        return List.copyOf(surprises);
    }
}
