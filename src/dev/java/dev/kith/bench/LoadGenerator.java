package dev.kith.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Callers who each send a request, await its answer and send the next, at once or at their {@link Pace}. At once, the rate is what the service yields to so many
 * callers, and the times are those that they wait.
 */
final class LoadGenerator {
    static final int SIGNIFICANT_DIGITS = 3;

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final SplittableRandom random;

    LoadGenerator(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /**
     * Lets all callers of a subject call for so long.
     *
     * @throws BenchFailure when one of them was not answered as expected
     */
    Calls run(Subject subject, Duration time) throws InterruptedException, IOException {
        return run(subject, time, Pace.AS_ANSWERED);
    }

    Calls run(Subject subject, Duration time, Pace pace) throws InterruptedException, IOException {
        return run(subject, new Stretch(time, Long.MAX_VALUE, pace));
    }

    /** Lets all callers together call so many times. */
    Calls run(Subject subject, long count) throws InterruptedException, IOException {
        return run(subject, new Stretch(LONGEST, count, Pace.AS_ANSWERED));
    }

    private Calls run(Subject subject, Stretch stretch) throws InterruptedException, IOException {
        var randoms = Stream.generate(random::split).limit(subject.callers()).toList();
        return switch (subject.asked()) {
            case Asked.Service service -> {
                try (var callers = new ServiceCallers(service, randoms)) {
                    yield callers.call(stretch);
                }
            }
            case Asked.Graph graph -> run(graph, randoms, stretch);
            case Asked.Postgres(var pgbench, var script) -> pgbench.run(script, subject.callers(), stretch.time());
        };
    }

    private static Calls run(Asked.Graph graph, List<SplittableRandom> randoms, Stretch stretch)
            throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(randoms.size())) {
            var begin = System.nanoTime();
            var left = new AtomicLong(stretch.count());
            var calls = randoms.stream()
                    .map(random -> calls(graph, random, begin, stretch, left))
                    .toList();
            var times = new Histogram(SIGNIFICANT_DIGITS);
            for (var caller : threads.invokeAll(calls)) {
                times.add(caller.get());
            }
            return new Calls(times, System.nanoTime() - begin);
        } catch (ExecutionException e) {
            throw new BenchFailure("A caller was not answered: " + e.getCause(), e);
        }
    }

    private static Callable<Histogram> calls(
            Asked.Graph graph, SplittableRandom random, long begin, Stretch stretch, AtomicLong left) {
        return () -> {
            var pace = stretch.pace();
            var end = begin + stretch.time().toNanos();
            var times = new Histogram(SIGNIFICANT_DIGITS);
            try (var caller = new GraphCaller(graph)) {
                for (var due = pace.first(begin, random); due < end && left.getAndDecrement() > 0; ) {
                    Pace.await(due);
                    caller.call(random);
                    var answered = System.nanoTime();
                    times.recordValue(answered - due);
                    due = pace.next(due, answered);
                }
            }
            return times;
        };
    }

    /** How long callers call: until the time is over, or all together have called so many times. */
    record Stretch(Duration time, long count, Pace pace) {
        static final Stretch NONE = new Stretch(Duration.ZERO, 0, Pace.AS_ANSWERED);
    }

    /** What came of one run: the times in ns of all that was answered, and how long the run took. */
    record Calls(Histogram nanos, long elapsed) {

        /** The time in ms within which 99 of 100 were answered. */
        double p99() {
            return nanos.getValueAtPercentile(99) / (double) TimeUnit.MILLISECONDS.toNanos(1);
        }
    }
}
