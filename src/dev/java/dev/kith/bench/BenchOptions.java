package dev.kith.bench;

import dev.kith.bench.LoadGenerator.Calls;
import dev.kith.dev.ServerFailure;
import dev.kith.load.BrokenOff;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every benchmark can be told, and how it ends. */
final class BenchOptions {
    static final long SEED = 1;

    private static final int TURNS_WHEN_PACED = 5;

    @Option(names = "--json", description = "print one JSON object a line instead of a table")
    private boolean json;

    @Option(names = "--rounds", description = "how often everything takes its turn (default: ${DEFAULT-VALUE})")
    private int rounds = 5;

    @Option(names = "--seconds", description = "how long a turn takes (default: ${DEFAULT-VALUE})")
    private int seconds = 2;

    @Option(names = "--warm-up", description = "seconds that each is called before (default: ${DEFAULT-VALUE})")
    private int warmUp = 6;

    @Option(names = "--callers", description = "how many read at the same time (default: ${DEFAULT-VALUE})")
    private int callers = 16;

    @Option(names = "--profiles", description = "how many are asked about (default: ${DEFAULT-VALUE})")
    private int profiles = 2_000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /** What a benchmark does. */
    @FunctionalInterface
    interface Measurement {
        Report measure() throws IOException, InterruptedException;
    }

    int callers() {
        return callers;
    }

    int profiles() {
        return profiles;
    }

    /** For what people want to know meanwhile. */
    PrintWriter progress() {
        return commandLine().getErr();
    }

    /**
     * Measures and prints the figures.
     *
     * @return 0 when there are figures, else 1
     */
    int run(Measurement measurement) throws IOException, InterruptedException {
        require("--rounds", rounds, 1);
        require("--seconds", seconds, 1);
        require("--warm-up", warmUp, 0);
        require("--callers", callers, 1);
        require("--profiles", profiles, 100);
        try {
            var report = measurement.measure();
            commandLine().getOut().println(json ? report.json() : report.text());
            return 0;
        } catch (BenchFailure | BrokenOff | ServerFailure e) {
            progress().println(e.getMessage());
            return 1;
        }
    }

    private void require(String option, int value, int least) {
        if (value < least) {
            throw new ParameterException(
                    commandLine(), "%s must be %d or more, was %d".formatted(option, least, value));
        }
    }

    void sayWhatIsMeasured() {
        progress()
                .printf(
                        Locale.ROOT,
                        "Measuring: %d cores, JDK %s, medians of %d rounds of %d s, %d callers reading ...%n",
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version(),
                        rounds,
                        seconds,
                        callers);
    }

    /** @param rest after each turn */
    Comparison comparison(Duration rest) {
        return comparison(() -> Thread.sleep(rest));
    }

    Comparison comparison(Comparison.Rest rest) {
        return new Comparison(
                new LoadGenerator(SEED), Duration.ofSeconds(warmUp), rounds, Duration.ofSeconds(seconds), rest);
    }

    int rounds() {
        return rounds;
    }

    /**
     * One turn, at a pace. It is a long one, so that those who wait because all connect at its beginning are not one in a hundred. The processors are not looked at meanwhile,
     * which would make others wait for some ms each time.
     */
    Calls paced(Subject subject, Pace pace) throws IOException, InterruptedException {
        var time = Duration.ofSeconds(seconds).multipliedBy(TURNS_WHEN_PACED);
        return new LoadGenerator(SEED).run(subject, time, pace);
    }

    /** Before turns at a pace. */
    void warmUp(Subject subject, Pace pace) throws IOException, InterruptedException {
        new LoadGenerator(SEED).run(subject, Duration.ofSeconds(warmUp), pace);
    }

    /** Lets all callers together call so many times. */
    void times(Subject subject, int count) throws IOException, InterruptedException {
        new LoadGenerator(SEED).run(subject, count);
    }

    private CommandLine commandLine() {
        return command.commandLine();
    }
}
