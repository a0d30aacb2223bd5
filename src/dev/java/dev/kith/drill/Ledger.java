package dev.kith.drill;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** What was asked for, and what of it was promised. Written by many threads at once. */
final class Ledger {
    private final Map<Ask, Boolean> promised = new ConcurrentHashMap<>();
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

    void ask(Ask ask) {
        promised.put(ask, false);
    }

    /** @param asked when, by {@link System#nanoTime} */
    void acknowledge(Ask ask, long asked) {
        promised.put(ask, true);
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

    Set<Ask> asked() {
        return Set.copyOf(promised.keySet());
    }

    Set<Ask> acknowledged() {
        return promised.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
