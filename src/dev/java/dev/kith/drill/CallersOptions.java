package dev.kith.drill;

import dev.kith.dev.Server;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Option;

/** What drills can be told in which many call at the same time, and how a server is killed under them. */
final class CallersOptions extends DrillOptions {
    private static final int KILLS = 10;
    private static final int SHORTEST_CALM = 1_000;
    private static final int LONGEST_CALM = 4_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SURPRISES_SHOWN = 10;

    @Option(names = "--callers", description = "how many ask at the same time (default: ${DEFAULT-VALUE})")
    private int callers = 32;

    CallersOptions() {
        super(KILLS);
    }

    int callers() {
        return callers;
    }

    @Override
    int run(String victim, String passed, Exercise exercise) throws IOException, InterruptedException {
        require("--callers", callers, 1);
        return super.run(victim, passed, exercise);
    }

    @Override
    String circumstances() {
        return "under %d callers, ".formatted(callers);
    }

    /** Kills a server again and again while callers write; between two kills there is a while of writes, long or short. */
    void killUnder(Api api, Errand.Source errands, Server victim, Progress progress) throws InterruptedException {
        try (var _ = Load.start(api, errands, progress, callers)) {
            var random = new Random(seed());
            for (int i = 1; i <= kills(); i++) {
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
}
