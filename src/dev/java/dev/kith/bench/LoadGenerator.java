package dev.kith.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Callers who each send a request, await its answer and send the next: a closed loop, so the rate is what the service yields to so many
 * callers, and the times are those that they wait.
 */
final class LoadGenerator {
    private static final int SIGNIFICANT_DIGITS = 3;

    private final URI service;
    private final SplittableRandom random;

    LoadGenerator(URI service, long seed) {
        this.service = service;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Lets so many callers call for so long.
     *
     * @throws BenchFailure when one of them was not answered as expected
     */
    Round run(Request.Source requests, int callers, Duration time) throws InterruptedException, IOException {
        var connections = new ArrayList<Connection>(callers);
        try (var threads = Executors.newFixedThreadPool(callers)) {
            for (int i = 0; i < callers; i++) {
                connections.add(new Connection(service));
            }
            var begin = System.nanoTime();
            var end = begin + time.toNanos();
            var calls = connections.stream()
                    .map(connection -> calls(connection, requests, random.split(), end))
                    .toList();
            var times = new Histogram(SIGNIFICANT_DIGITS);
            for (var caller : threads.invokeAll(calls)) {
                times.add(caller.get());
            }
            return Round.of(times, System.nanoTime() - begin);
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

    /**
     * What came of one run.
     *
     * @param rate requests answered in a second
     * @param p50 the time in ms within which half of them were answered
     * @param p99 the time in ms within which 99 of 100 were answered
     */
    record Round(double rate, double p50, double p99) {
        private static final double NANOS_IN_MILLI = TimeUnit.MILLISECONDS.toNanos(1);
        private static final double NANOS_IN_SECOND = TimeUnit.SECONDS.toNanos(1);

        static Round of(Histogram nanos, long elapsed) {
            return new Round(
                    nanos.getTotalCount() * NANOS_IN_SECOND / elapsed,
                    nanos.getValueAtPercentile(50) / NANOS_IN_MILLI,
                    nanos.getValueAtPercentile(99) / NANOS_IN_MILLI);
        }

        /** Of each figure the median over the rounds, by itself. */
        static Round median(List<Round> rounds) {
            return new Round(
                    median(rounds.stream().mapToDouble(Round::rate).sorted().toArray()),
                    median(rounds.stream().mapToDouble(Round::p50).sorted().toArray()),
                    median(rounds.stream().mapToDouble(Round::p99).sorted().toArray()));
        }

        private static double median(double[] sorted) {
            return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        }
    }
}
