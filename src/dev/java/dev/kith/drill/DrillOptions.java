package dev.kith.drill;

import dev.kith.dev.Server;
import dev.kith.dev.ServerFailure;
import dev.kith.dev.Testbed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every drill can be told, how it kills a server, and how it ends. */
final class DrillOptions {
    private static final int SHORTEST_CALM = 1_000;
    private static final int LONGEST_CALM = 4_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SURPRISES_SHOWN = 10;

    @Option(names = "--kills", description = "how often (default: ${DEFAULT-VALUE})")
    private int kills = 10;

    @Option(names = "--callers", description = "how many ask at the same time (default: ${DEFAULT-VALUE})")
    private int callers = 32;

    @Option(names = "--seed", description = "decides what is asked for, and when is killed (default: any)")
    private long seed = new Random().nextLong(1_000_000);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /** What a drill does on servers of its own. */
    @FunctionalInterface
    interface Exercise {

        /** Answers what is wrong afterwards, a line each. */
        List<String> run(Testbed testbed) throws IOException, InterruptedException;
    }

    int kills() {
        return kills;
    }

    int callers() {
        return callers;
    }

    long seed() {
        return seed;
    }

    /**
     * Runs a drill and says how it went.
     *
     * @param passed what holds when nothing is wrong
     * @return 0 when nothing is wrong, else 1
     */
    int run(String victim, String passed, Exercise exercise) throws IOException, InterruptedException {
        require("--kills", kills, 0);
        require("--callers", callers, 1);
        say("Kills of %s: %d, under %d callers, seed %d", victim, kills, callers, seed);
        try (var testbed = Testbed.start("drill-" + victim.toLowerCase(Locale.ROOT) + "-kill")) {
            var findings = exercise.run(testbed);
            if (findings.isEmpty()) {
                say("Passed: %s", passed);
                return 0;
            }
            findings.forEach(finding -> say("  %s", finding));
            say("FAILED: see above; the stores are left in %s", testbed.keep());
            return 1;
        } catch (ServerFailure e) {
            command.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }

    void require(String option, int value, int least) {
        if (value < least) {
            throw new ParameterException(
                    command.commandLine(), "%s must be %d or more, was %d".formatted(option, least, value));
        }
    }

    /** Kills a server again and again while callers write; between two kills there is a while of writes, long or short. */
    void killUnder(Api api, Errand.Source errands, Server victim, Progress progress) throws InterruptedException {
        try (var _ = Load.start(api, errands, progress, callers)) {
            var random = new Random(seed);
            for (int i = 1; i <= kills; i++) {
                Thread.sleep(random.nextInt(SHORTEST_CALM, LONGEST_CALM));
                if (!kill(i, victim, progress)) {
                    return;
                }
            }
            Thread.sleep(SHORTEST_CALM);
        }
    }

    /** Answers whether anything was written afterwards. */
    private boolean kill(int number, Server victim, Progress progress) throws InterruptedException {
        victim.kill();
        var killed = System.nanoTime();
        var writing = progress.acknowledgedAfter(killed);
        victim.restart();
        var back = System.nanoTime();
        try {
            var taken = writing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            say(
                    "Kill %2d: %,9d acknowledged, %,6d refused so far; %s was back after %4.1f s, writes were taken after %4.1f s",
                    number,
                    progress.acknowledgedCount(),
                    progress.refusedCount(),
                    victim.name(),
                    (back - killed) / 1e9,
                    (taken - killed) / 1e9);
            return true;
        } catch (TimeoutException e) {
            progress.surprise("no write was taken for %s after %s had come back".formatted(PATIENCE, victim.name()));
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is wrong already, before anything is looked at. */
    static List<String> surprises(Progress progress) {
        return new ArrayList<>(
                progress.surprises().stream().limit(SURPRISES_SHOWN).toList());
    }

    void say(String format, Object... values) {
        var out = command.commandLine().getOut();
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }
}
