package dev.kith.drill;

import dev.kith.dev.EmbeddedStack;
import dev.kith.dev.Server;
import dev.kith.dev.ServerFailure;
import dev.kith.dev.Testbed;
import dev.kith.drill.Ask.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether what was acknowledged is there, and nothing else and nothing by halves, however often Neo4j is killed. */
@Command(
        name = "neo4j-kill",
        mixinStandardHelpOptions = true,
        description = "Kill Neo4j again and again while callers follow and block, and see what is left.")
final class Neo4jKillDrill implements Callable<Integer> {
    private static final int SHORTEST_CALM = 1_000;
    private static final int LONGEST_CALM = 4_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration TIME_TO_DELIVER = Duration.ofSeconds(10);
    private static final int SURPRISES_SHOWN = 10;

    @Option(names = "--kills", description = "how often (default: ${DEFAULT-VALUE})")
    private int kills = 10;

    @Option(names = "--callers", description = "how many ask at the same time (default: ${DEFAULT-VALUE})")
    private int callers = 32;

    @Option(names = "--profiles", description = "between which edges are made (default: ${DEFAULT-VALUE})")
    private int profiles = 2_000;

    @Option(names = "--seed", description = "decides who asks for whom, and when Neo4j is killed (default: any)")
    private long seed = new Random().nextLong(1_000_000);

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        require("--kills", kills, 0);
        require("--callers", callers, 1);
        require("--profiles", profiles, 3);
        try {
            return run() ? 0 : 1;
        } catch (ServerFailure e) {
            command.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }

    private void require(String option, int value, int least) {
        if (value < least) {
            throw new ParameterException(
                    command.commandLine(), "%s must be %d or more, was %d".formatted(option, least, value));
        }
    }

    private boolean run() throws IOException, InterruptedException {
        say("Kills of Neo4j: %d, under %d callers, seed %d", kills, callers, seed);
        try (var testbed = Testbed.start("drill-neo4j-kill");
                var api = new Api(testbed.service("kith", Map.of()).uri())) {
            var ledger = new Ledger();
            var asks = new Asks(profiles(api), seed);
            try (var _ = Load.start(api, asks, ledger, callers)) {
                killAll(testbed.stack().neo4j(), ledger);
            }
            var findings = findings(testbed.stack(), ledger);
            if (findings.isEmpty()) {
                say(
                        "Passed: all that was acknowledged is there, nothing by halves, and nothing that was not asked for");
                return true;
            }
            findings.forEach(finding -> say("  %s", finding));
            say("FAILED: see above; the stores are left in %s", testbed.keep());
            return false;
        }
    }

    private List<Long> profiles(Api api) throws IOException, InterruptedException {
        var ids = new ArrayList<Long>();
        for (int i = 0; i < profiles; i++) {
            ids.add(api.profile(i));
        }
        return ids;
    }

    /** Between two kills there is a while of writes, long or short. */
    private void killAll(Server neo4j, Ledger ledger) throws InterruptedException {
        var random = new Random(seed);
        for (int i = 1; i <= kills; i++) {
            Thread.sleep(random.nextInt(SHORTEST_CALM, LONGEST_CALM));
            neo4j.kill();
            var killed = System.nanoTime();
            var writing = ledger.acknowledgedAfter(killed);
            neo4j.restart();
            var back = System.nanoTime();
            try {
                var taken = writing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                say(
                        "Kill %2d: %,9d acknowledged, %,6d refused so far; Neo4j was back after %4.1f s, writes were taken after %4.1f s",
                        i,
                        ledger.acknowledgedCount(),
                        ledger.refusedCount(),
                        (back - killed) / 1e9,
                        (taken - killed) / 1e9);
            } catch (TimeoutException e) {
                ledger.surprise("no write was taken for %s after Neo4j had come back".formatted(PATIENCE));
                return;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        Thread.sleep(SHORTEST_CALM);
    }

    private List<String> findings(EmbeddedStack stack, Ledger ledger) throws InterruptedException {
        var findings = new ArrayList<>(
                ledger.surprises().stream().limit(SURPRISES_SHOWN).toList());
        var audit = new Audit(ledger.asked(), ledger.acknowledged());
        try (var graph = new StoredGraph(stack)) {
            var notes = undelivered(graph);
            if (notes > 0) {
                findings.add("%d notes of changes were not delivered within %s".formatted(notes, TIME_TO_DELIVER));
            }
            graph.edges(audit::see);
        }
        findings.addAll(audit.findings());
        say(
                "In the graph are %,d follows and %,d blocks; %,d edges were asked for, %,d acknowledged",
                audit.count(Kind.FOLLOWS),
                audit.count(Kind.BLOCKS),
                ledger.asked().size(),
                ledger.acknowledged().size());
        return findings;
    }

    private static long undelivered(StoredGraph graph) throws InterruptedException {
        var end = System.nanoTime() + TIME_TO_DELIVER.toNanos();
        while (graph.notes() > 0 && System.nanoTime() < end) {
            Thread.sleep(250);
        }
        return graph.notes();
    }

    private void say(String format, Object... values) {
        var out = command.commandLine().getOut();
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }
}
