package dev.kith.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.HdrHistogram.Histogram;

/**
 * Callers who each send a request, await its answer and send the next: a closed loop, so the rate is what the service yields to so many
 * callers, and the times are those that they wait.
 */
final class LoadGenerator {
    static final int SIGNIFICANT_DIGITS = 3;

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
        return switch (subject.asked()) {
            case Asked.Service service -> run(service, subject.callers(), time);
            case Asked.Postgres(var pgbench, var script) -> pgbench.run(script, subject.callers(), time);
        };
    }

    private Calls run(Asked.Service service, int callers, Duration time) throws InterruptedException, IOException {
        var connections = new ArrayList<Connection>(callers);
        try (var threads = Executors.newFixedThreadPool(callers)) {
            for (int i = 0; i < callers; i++) {
                connections.add(new Connection(service.uri()));
            }
            var begin = System.nanoTime();
            var end = begin + time.toNanos();
            var calls = connections.stream()
                    .map(connection -> calls(connection, service.requests(), random.split(), end))
                    .toList();
            var times = new Histogram(SIGNIFICANT_DIGITS);
            for (var caller : threads.invokeAll(calls)) {
                times.add(caller.get());
            }
            return new Calls(times, System.nanoTime() - begin);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BenchFailure failure
                    ? failure
                    : new BenchFailure("A caller was not answered: " + e.getCause(), e);
        } finally {
            for (var connection : connections) {
                connection.close();
            }
        }
    }

    private static Callable<Histogram> calls(
            Connection connection, Request.Source requests, SplittableRandom random, long end) {
        return () -> {
            var times = new Histogram(SIGNIFICANT_DIGITS);
            for (var sent = System.nanoTime(); sent < end; ) {
                connection.send(requests.next(random));
                var answered = System.nanoTime();
                times.recordValue(answered - sent);
                sent = answered;
            }
            return times;
        };
    }

    /** What came of one run: the times in ns of all that was answered, and how long the run took. */
    record Calls(Histogram nanos, long elapsed) {}
}
