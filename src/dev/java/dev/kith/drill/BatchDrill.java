package dev.kith.drill;

import dev.kith.dev.ServiceProcess;
import dev.kith.dev.Testbed;
import dev.kith.drill.BatchAudit.Outcomes;
import dev.kith.drill.BatchScene.Sent;
import dev.kith.load.BatchClient;
import dev.kith.load.BatchClient.Status;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether each pair of a batch is done once and told right, however often the service is killed, and however long Postgres is away. */
@Command(
        name = "batch",
        mixinStandardHelpOptions = true,
        description = {
            "Kill the service with -9 again and again while it carries out a batch of follows of a file, and in another one",
            "let Postgres be down for a while; then compare each receipt and each edge with the file."
        })
final class BatchDrill implements Callable<Integer> {
    private static final int KILLS = 20;
    private static final int LONGEST_PAUSE_MS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration INTERVAL = Duration.ofMillis(250);

    @Option(
            names = "--edges",
            paramLabel = "FILE",
            description = "the network: lines of `source,target` (default: ${DEFAULT-VALUE})")
    private Path edges = Path.of("../shared/data/slashdot-follows.csv.gz");

    @Option(names = "--pairs", description = "of a batch (default: ${DEFAULT-VALUE})")
    private int pairs = 100_000;

    @Option(
            names = "--outage",
            description =
                    "for how many seconds Postgres is down while the second batch is carried out; 0 for no second batch (default: ${DEFAULT-VALUE})")
    private int outage = 90;

    @Mixin
    private DrillOptions options = new DrillOptions(KILLS);

    @Override
    public Integer call() throws Exception {
        options.require("--pairs", pairs, 1_000);
        options.require("--outage", outage, 0);
        return options.run(
                edges, "Service", "each pair is done once and told right, and progress never went back", this::run);
    }

    private List<String> run(Testbed testbed) throws IOException, InterruptedException {
        var audit = new BatchAudit();
        try (var graph = new StoredGraph(testbed.stack())) {
            var service = testbed.service("kith-0", Map.of());
            var scene = BatchScene.make(service.uri(), testbed.stack(), edges, pairs, options.seed());
            if (options.kills() > 0) {
                service = killed(testbed, service, scene.next(pairs), graph, audit);
            }
            if (outage > 0) {
                starved(testbed, service, scene.next(pairs), audit);
            }
            if (!isQuiet(graph)) {
                audit.note("receipts or notes of changes were still in the graph after " + PATIENCE, graph.receipts());
            }
            graph.edges(edge -> audit.see(edge, scene.planted()));
            audit.lost(scene.planted());
            audit.degrees(graph.degrees(), scene.planted());
            options.say(
                    "In the graph must be %,d edges, and are %,d",
                    scene.planted().edges().size(), audit.seen());
        }
        return audit.findings();
    }

    /** Kills are spread over the pairs, so that each of them meets the batch while it is carried out. Answers the instance that is left. */
    private ServiceProcess killed(Testbed testbed, ServiceProcess first, Sent sent, StoredGraph graph, BatchAudit audit)
            throws IOException, InterruptedException {
        var random = new Random(options.seed());
        var service = first;
        var client = new BatchClient(service.uri());
        var begun = client.upload("follows", "text/csv", BodyPublishers.ofString(sent.csv()));
        var course = new BatchCourse(begun, audit.notes());
        var kills = 0;
        var between = 0;
        while (kills < options.kills()) {
            var due = begun.total() - (int) ((long) begun.total() * (kills + 1) / (options.kills() + 1));
            if (!course.await(client, Math.min(due, course.latest().pending() - 1), PATIENCE)) {
                audit.note("times the batch did not go on within " + PATIENCE, course.latest());
                break;
            }
            Thread.sleep(random.nextInt(LONGEST_PAUSE_MS));
            course.await(client, Integer.MAX_VALUE, PATIENCE);
            if (course.latest().isFinal()) {
                break;
            }
            service.kill();
            kills++;
            client.close();
            var untold = untold(testbed, graph, begun);
            between += untold;
            var gone = System.nanoTime();
            service = testbed.service("kith-" + kills, Map.of());
            client = new BatchClient(service.uri());
            options.say(
                    "Kill %2d: %,9d of %,d pairs done, %,5d more in the graph only; the service was back after %4.1f s",
                    kills,
                    begun.total() - course.latest().pending(),
                    begun.total(),
                    untold,
                    (System.nanoTime() - gone) / 1e9);
        }
        options.say("%d of %d kills came to pass while the batch was carried out", kills, options.kills());
        options.say("%,d pairs were done and not yet told when the service was killed", between);
        if (kills < options.kills()) {
            audit.note("of the kills came too late", options.kills() - kills);
        }
        finish(client, course, sent, audit);
        client.close();
        return service;
    }

    private void starved(Testbed testbed, ServiceProcess service, Sent sent, BatchAudit audit)
            throws IOException, InterruptedException {
        try (var client = new BatchClient(service.uri())) {
            var begun = client.upload("follows", "text/csv", BodyPublishers.ofString(sent.csv()));
            var course = new BatchCourse(begun, audit.notes());
            course.await(client, begun.total() / 2, PATIENCE);
            if (course.latest().isFinal()) {
                audit.note("batches were done before Postgres was stopped", course.latest());
            }
            testbed.stack().postgres().kill();
            var stopped = System.nanoTime();
            var before = course.latest().pending();
            course.await(client, -1, Duration.ofSeconds(outage));
            testbed.stack().postgres().restart();
            var back = System.nanoTime();
            course.await(client, before - 1, PATIENCE);
            options.say(
                    "Postgres was down for %.1f s after %,d of %,d pairs; the batch went on by itself %.1f s later",
                    (back - stopped) / 1e9, begun.total() - before, begun.total(), (System.nanoTime() - back) / 1e9);
            finish(client, course, sent, audit);
        }
    }

    private void finish(BatchClient client, BatchCourse course, Sent sent, BatchAudit audit)
            throws IOException, InterruptedException {
        if (!course.awaitEnd(client, PATIENCE) || !course.latest().state().equals("COMPLETED")) {
            audit.note("batches were not done to their end", course.latest());
            return;
        }
        var outcomes =
                audit.receipts(sent.expected(), client.items(course.latest().id()));
        if (!outcomes.told().equals(without(course.latest()))) {
            audit.note("batches are told otherwise than their receipts are", course.latest());
        }
        options.say(
                "%,d lines, %,d pairs:", sent.lines().size(), sent.expected().size());
        tell(outcomes);
    }

    private static Map<String, Integer> without(Status status) {
        var outcomes = new HashMap<>(status.outcomes());
        outcomes.values().removeIf(count -> count == 0);
        return outcomes;
    }

    private void tell(Outcomes outcomes) {
        var all = new TreeSet<>(outcomes.expected().keySet());
        all.addAll(outcomes.told().keySet());
        options.say("  %-10s %10s %10s", "", "must be", "is");
        for (var outcome : all) {
            options.say(
                    "  %-10s %,10d %,10d",
                    outcome,
                    outcomes.expected().getOrDefault(outcome, 0),
                    outcomes.told().getOrDefault(outcome, 0));
        }
    }

    /** How many pairs are done in the graph, of which Postgres does not know. */
    private static int untold(Testbed testbed, StoredGraph graph, Status batch) throws IOException {
        try (var stored = new StoredContent(testbed.stack())) {
            var receipts = graph.receipts();
            return stored.undone(batch.id()).entrySet().stream()
                    .filter(slice -> receipts.contains(slice.getKey()))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }

    private static boolean isQuiet(StoredGraph graph) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (graph.notes() > 0 || !graph.receipts().isEmpty()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(INTERVAL);
        }
        return true;
    }
}
