package dev.kith.drill;

import dev.kith.dev.EmbeddedStack;
import dev.kith.dev.Testbed;
import dev.kith.drill.Ask.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether what was acknowledged is there, and nothing else and nothing by halves, however often Neo4j is killed. */
@Command(
        name = "neo4j-kill",
        mixinStandardHelpOptions = true,
        description = "Kill Neo4j again and again while callers follow and block, and see what is left.")
final class Neo4jKillDrill implements Callable<Integer> {
    private static final Duration TIME_TO_DELIVER = Duration.ofSeconds(10);

    @Option(names = "--profiles", description = "between which edges are made (default: ${DEFAULT-VALUE})")
    private int profiles = 2_000;

    @Mixin
    private CallersOptions options = new CallersOptions();

    @Override
    public Integer call() throws Exception {
        options.require("--profiles", profiles, 3);
        return options.run(
                "Neo4j",
                "all that was acknowledged is there, nothing by halves, and nothing that was not asked for",
                this::run);
    }

    private List<String> run(Testbed testbed) throws IOException, InterruptedException {
        try (var api = new Api(testbed.service("kith", Map.of()).uri())) {
            var ledger = new Ledger();
            var progress = new Progress();
            var asks = new Asks(api.profiles(profiles), options.seed());
            options.killUnder(
                    api, _ -> errand(asks.next(), ledger), testbed.stack().neo4j(), progress);
            return findings(testbed.stack(), ledger, progress);
        }
    }

    private static @Nullable Errand errand(@Nullable Ask ask, Ledger ledger) {
        if (ask == null) {
            return null;
        }
        ledger.ask(ask);
        return new Errand("PUT", ask.path(), null, 200, _ -> ledger.acknowledge(ask));
    }

    private List<String> findings(EmbeddedStack stack, Ledger ledger, Progress progress) throws InterruptedException {
        var findings = CallersOptions.surprises(progress);
        var audit = new Audit(ledger.asked(), ledger.acknowledged());
        try (var graph = new StoredGraph(stack)) {
            var notes = undelivered(graph);
            if (notes > 0) {
                findings.add("%d notes of changes were not delivered within %s".formatted(notes, TIME_TO_DELIVER));
            }
            graph.edges(audit::see);
        }
        findings.addAll(audit.findings());
        options.say(
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
}
