package dev.kith.drill;

import dev.kith.dev.ServiceProcess;
import dev.kith.dev.Testbed;
import dev.kith.load.BrokenOff;
import dev.kith.load.GraphExport;
import dev.kith.load.GraphExport.Range;
import dev.kith.load.GraphFile.Contents;
import dev.kith.load.GraphImport;
import dev.kith.load.GraphRoutes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether all edges can be brought back from a backup once Neo4j has lost all that it had. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Load a network with edges of every kind, export the graph, wipe it, and import it again, killing the service while that is",
            "under way; then see whether the graph is the same to the last property, and whether the stores agree."
        })
final class RestoreDrill implements Callable<Integer> {
    private static final int RETRIES = 2;
    private static final int LOOKS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern DIVERGENT = Pattern.compile("\"finishedAt\":.*\"divergent\":(\\d+),\"results\"");

    @Option(
            names = "--edges",
            paramLabel = "FILE",
            description = "the network: lines of `source,target` (default: ${DEFAULT-VALUE})")
    private Path edges = Path.of("../shared/data/slashdot-follows.csv.gz");

    @Option(names = "--lines", description = "how many lines of it, 0 for all (default: ${DEFAULT-VALUE})")
    private int lines;

    @Mixin
    private DrillOptions options = new DrillOptions(1);

    /** What lies in Neo4j, seen past the service: how many edges, and a sum over all that they say. */
    private record Seen(long edges, long sum) {}

    @Override
    public Integer call() throws Exception {
        options.require("--lines", lines, 0);
        return options.run(edges, "Restore", "after export, wipe and import the graph is the same", this::run);
    }

    private List<String> run(Testbed testbed) throws IOException, InterruptedException {
        var findings = new ArrayList<String>();
        var folder = Files.createTempDirectory("kith-restore");
        var first = testbed.service("kith-0", Map.of());
        timed("Loaded", () -> new RestoreScene(first.uri(), edges, lines, new Random(options.seed())).make(folder));
        try (var graph = new StoredGraph(testbed.stack())) {
            if (!isQuiet(graph)) {
                findings.add("changes were still to be told after " + PATIENCE);
            }
        }
        var before = seen(testbed);
        var file = folder.resolve("graph.ndjson.gz");
        var exported = export(first.uri(), file);
        options.say("The file has %,d bytes", Files.size(file));
        first.close();
        timed("Wiped Neo4j", () -> testbed.stack().neo4j().restartEmpty());
        if (seen(testbed).edges() > 0) {
            findings.add("the graph was not wiped");
        }
        var service = restored(testbed, file, exported, findings);
        var after = seen(testbed);
        options.say(
                "In Neo4j were %,d edges with the sum %x, and are %,d with %x",
                before.edges(), before.sum(), after.edges(), after.sum());
        if (!before.equals(after)) {
            findings.add("Neo4j has other edges than before");
        }
        var again = export(service.uri(), folder.resolve("again.ndjson.gz"));
        if (!again.fingerprint().equals(exported.fingerprint())) {
            findings.add("the fingerprint was %s and is %s".formatted(exported.fingerprint(), again.fingerprint()));
        }
        compare(service.uri(), findings);
        return findings;
    }

    /** Brings the file in; whoever does that is killed as often as was asked for, each time after another part of the lines. */
    private ServiceProcess restored(Testbed testbed, Path file, Contents contents, List<String> findings)
            throws IOException, InterruptedException {
        var service = testbed.service("kith-1", Map.of());
        var begun = System.nanoTime();
        for (int kill = 1; kill <= options.kills(); kill++) {
            var victim = service;
            var due = contents.total() * kill / (options.kills() + 1);
            var killed = new AtomicInteger();
            try (var routes = new GraphRoutes(service.uri(), RETRIES)) {
                new GraphImport(routes, file, false, words -> {
                            if (killed.get() == 0 && linesIn(words) >= due) {
                                killed.incrementAndGet();
                                Thread.ofPlatform().start(victim::kill);
                            }
                        })
                        .run();
                findings.add("an import was done before it could be killed");
            } catch (BrokenOff brokenOff) {
                options.say("Kill %d: after %,d of %,d lines: %s", kill, due, contents.total(), brokenOff);
            }
            service = testbed.service("kith-" + (kill + 1), Map.of());
        }
        try (var routes = new GraphRoutes(service.uri(), RETRIES)) {
            var words = new ArrayList<String>();
            new GraphImport(routes, file, false, words::add).run();
            options.say("It went on: %s", words.getFirst());
            if (options.kills() > 0 && !words.getFirst().contains("already")) {
                findings.add("an import that was broken off began anew");
            }
        }
        options.say("Imported in %.1f s, kills and starts included", (System.nanoTime() - begun) / 1e9);
        return service;
    }

    private static long linesIn(String words) {
        return Long.parseLong(words.substring(0, words.indexOf(' ')).replace(",", ""));
    }

    private Contents export(URI service, Path file) throws IOException {
        var begun = System.nanoTime();
        try (var routes = new GraphRoutes(service, RETRIES)) {
            var outcome = new GraphExport(routes, file, Range.ALL, LOOKS, Clock.systemUTC(), words -> {}).run();
            options.say(
                    "Exported %,d lines in %.1f s, looked at %d times: %s, fingerprint %s",
                    outcome.contents().total(),
                    (System.nanoTime() - begun) / 1e9,
                    outcome.looks(),
                    new TreeMap<>(outcome.contents().kinds()),
                    outcome.contents().fingerprint());
            return outcome.contents();
        }
    }

    /** All places: what Redis kept from before must not be believed either. */
    private void compare(URI service, List<String> findings) throws IOException, InterruptedException {
        try (var api = new Api(service)) {
            var begun = api.send(new Errand("POST", "/v1/reconciliations", "{}", 202, _ -> {}));
            var path = "/v1/reconciliations/" + Api.idIn(begun.body());
            var end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end) {
                var run = api.get(path);
                var divergent = DIVERGENT.matcher(run);
                if (divergent.find()) {
                    options.say("Compared all places: %s", run);
                    if (!divergent.group(1).equals("0")) {
                        findings.add("the stores differ: " + run);
                    }
                    return;
                }
                Thread.sleep(500);
            }
            findings.add("the stores were not compared within " + PATIENCE);
        }
    }

    private Seen seen(Testbed testbed) {
        var sum = new long[2];
        try (var graph = new StoredGraph(testbed.stack())) {
            graph.edges(edge -> {
                sum[0]++;
                sum[1] += 31L * edge.hashCode();
            });
        }
        return new Seen(sum[0], sum[1]);
    }

    private static boolean isQuiet(StoredGraph graph) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (graph.notes() > 0) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(250);
        }
        return true;
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    private void timed(String what, Step step) throws IOException, InterruptedException {
        var begun = System.nanoTime();
        step.run();
        options.say("%s in %.1f s", what, (System.nanoTime() - begun) / 1e9);
    }
}
