package dev.kith.drill;

import dev.kith.dev.ServerFailure;
import dev.kith.dev.Testbed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every drill can be told, and how it ends. */
class DrillOptions {
    @Option(names = "--kills", description = "how often (default: ${DEFAULT-VALUE})")
    private int kills;

    @Option(names = "--seed", description = "decides what is asked for, and when is killed (default: any)")
    private long seed = new Random().nextLong(1_000_000);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /** @param kills unless another number is asked for */
    DrillOptions(int kills) {
        this.kills = kills;
    }

    /** What a drill does on servers of its own. */
    @FunctionalInterface
    interface Exercise {

        /** Answers what is wrong afterwards, a line each. */
        List<String> run(Testbed testbed) throws IOException, InterruptedException;
    }

    int kills() {
        return kills;
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
        say("Kills of %s: %d, %sseed %d", victim, kills, circumstances(), seed);
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

    /** The same on the network of a file; skipped where there is no such file. */
    int run(Path edges, String victim, String passed, Exercise exercise) throws IOException, InterruptedException {
        require("--kills", kills, 0);
        if (!Files.isReadable(edges)) {
            say("Skipped: there is no file %s; name another with --edges", edges);
            return 0;
        }
        return run(victim, passed, exercise);
    }

    /** Under what it is killed, for people. */
    String circumstances() {
        return "";
    }

    void require(String option, int value, int least) {
        if (value < least) {
            throw new ParameterException(
                    command.commandLine(), "%s must be %d or more, was %d".formatted(option, least, value));
        }
    }

    void say(String format, Object... values) {
        var out = command.commandLine().getOut();
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }
}
