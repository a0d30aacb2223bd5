package dev.kith.bench;

import dev.kith.bench.LoadGenerator.Calls;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * The figures of one run.
 *
 * @param rate requests answered in a second
 * @param p50 the time in ms within which half of them were answered
 * @param p99 the time in ms within which 99 of 100 were answered
 * @param cpu ms of processors that one of them took
 */
record Round(double rate, double p50, double p99, double cpu) {
    private static final double NANOS_IN_MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final double NANOS_IN_SECOND = TimeUnit.SECONDS.toNanos(1);

    static Round of(Calls calls, Duration cpu) {
        var nanos = calls.nanos();
        return new Round(
                nanos.getTotalCount() * NANOS_IN_SECOND / calls.elapsed(),
                nanos.getValueAtPercentile(50) / NANOS_IN_MILLI,
                calls.p99(),
                cpu.toNanos() / NANOS_IN_MILLI / nanos.getTotalCount());
    }

    /** Of each figure the median over the rounds, by itself. */
    static Round median(List<Round> rounds) {
        return new Round(
                median(rounds, Round::rate),
                median(rounds, Round::p50),
                median(rounds, Round::p99),
                median(rounds, Round::cpu));
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return median(rounds.stream().mapToDouble(figure).toArray());
    }

    static double median(double[] figures) {
        var sorted = Arrays.stream(figures).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
