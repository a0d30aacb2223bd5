package dev.kith.bench;

import dev.kith.bench.Figure.Bound;
import dev.kith.dev.Testbed;
import dev.kith.load.BatchClient;
import dev.kith.load.EdgesImport;
import dev.kith.load.FollowLine;
import dev.kith.load.NumberedProfiles;
import dev.kith.load.Target;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures follows by the batch, from the upload on until all of it is done, against one statement that makes the same follows. */
@Command(
        name = "batch",
        mixinStandardHelpOptions = true,
        description = {
            "Measure a batch of follows, on servers started for it, against UNWIND and MERGE of the same follows,",
            "on an instance that does nothing but answer and carry out jobs, and on one that does everything."
        })
final class BatchBench extends Benchmark {
    private static final double TARGET = 0.6;
    private static final int WARM_UP = 3;
    private static final int RETRIES = 8;
    private static final long LOOK_MS = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Option(
            names = "--edges",
            paramLabel = "FILE",
            description = "the network: lines of `source,target` (default: ${DEFAULT-VALUE})")
    private Path edges = Path.of("../shared/data/slashdot-follows.csv.gz");

    @Option(names = "--pairs", description = "of the batch (default: ${DEFAULT-VALUE})")
    private int pairs = 100_000;

    @Option(names = "--shuffled", description = "in any order, the same each time, instead of that of the file")
    private boolean shuffled;

    @Option(names = "--loaded", description = "other follows that are there already (default: ${DEFAULT-VALUE})")
    private int loaded = 200_000;

    @Option(
            names = "--transaction",
            description = "follows that share one in the statement's turns (default: ${DEFAULT-VALUE})")
    private int transaction = 1_000;

    @Option(names = "--only", description = "of the two instances: lean or all (default: both, one after the other)")
    private List<String> only = List.of("lean", "all");

    /** A follow by the ids of its profiles. */
    record Numbered(long source, long target) {
        Map<String, Object> row() {
            return Map.of("source", source, "target", target);
        }
    }

    /**
     * One turn of both.
     *
     * @param ours pairs a second
     * @param raw pairs a second
     * @param taken seconds until the upload was answered
     * @param told seconds from its end until no message of it was left
     * @param cpu ms of processors for a pair of ours
     * @param rawCpu the same for one of the statement's
     */
    private record Turn(double ours, double raw, double taken, double told, double cpu, double rawCpu) {}

    @Override
    Report measure() throws IOException, InterruptedException {
        if (!Files.isReadable(edges)) {
            throw new BenchFailure("There is no file " + edges);
        }
        var progress = options().progress();
        progress.println("Starting Kith on empty servers ...");
        try (var testbed = Testbed.start("bench-batch");
                var stores = new BatchStores(testbed.stack())) {
            var network = load(testbed, stores);
            var batch = network.subList(0, pairs);
            stores.merge(network.subList(pairs, network.size()), transaction);
            var figures = new ArrayList<Figure>();
            var instances = new LinkedHashMap<>(Map.of("lean", "api,jobs"));
            instances.put("all", "api,worker,jobs");
            for (var instance : instances.entrySet()) {
                if (only.contains(instance.getKey())) {
                    var settings = Map.<String, Object>of("kith.roles", instance.getValue());
                    try (var service = testbed.service(instance.getKey(), settings);
                            var client = new BatchClient(service.uri())) {
                        progress.printf("Measuring an instance with the roles %s ...%n", instance.getValue());
                        var turns =
                                turns(client, stores, batch, instance.getKey().equals("all"));
                        figures.addAll(figures("batch." + instance.getKey(), instance.getValue(), turns));
                    }
                }
            }
            return new Report(List.of(), figures);
        }
    }

    /** The follows of the file, once their profiles are there. */
    private List<Numbered> load(Testbed testbed, BatchStores stores) throws IOException {
        var network = FollowLine.all(edges).stream()
                .filter(line -> line.source() != line.target())
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
        if (network.size() < pairs) {
            throw new BenchFailure("There are no more than %d follows in %s".formatted(network.size(), edges));
        }
        if (shuffled) {
            Collections.shuffle(network, new Random(BenchOptions.SEED));
        }
        var used = network.subList(0, Math.min(network.size(), pairs + loaded));
        var numbers = new TreeSet<Long>();
        used.forEach(line -> Collections.addAll(numbers, line.source(), line.target()));
        var progress = options().progress();
        progress.printf(Locale.ROOT, "Making %,d profiles ...%n", numbers.size());
        try (var service = testbed.service("load", Map.of());
                var report = new dev.kith.load.Report(progress, progress, false);
                var target = new Target(service.uri(), RETRIES, report)) {
            NumberedProfiles.load(numbers, target);
        }
        var ids = stores.ids();
        return used.stream()
                .map(line -> new Numbered(id(ids, line.source()), id(ids, line.target())))
                .toList();
    }

    private static long id(Map<String, Long> ids, long number) {
        return Objects.requireNonNull(ids.get(EdgesImport.handle(number)));
    }

    /** The first are to warm up: the instance, and the servers for what it asks of them. */
    private List<Turn> turns(BatchClient client, BatchStores stores, List<Numbered> batch, boolean worked)
            throws IOException, InterruptedException {
        var body = batch.stream()
                .map(pair -> pair.source() + "," + pair.target())
                .collect(Collectors.joining("\n", "sourceId,targetId\n", "\n"));
        var turns = new ArrayList<Turn>();
        for (int i = 0; i < WARM_UP + options().rounds(); i++) {
            var turn = turn(client, stores, batch, body, worked);
            options()
                    .progress()
                    .printf(
                            Locale.ROOT,
                            "  %,8.0f pairs/s, %,8.0f by the statement%s%n",
                            turn.ours(),
                            turn.raw(),
                            i < WARM_UP ? ", warming up" : "");
            turns.add(turn);
        }
        return turns.subList(WARM_UP, turns.size());
    }

    private Turn turn(BatchClient client, BatchStores stores, List<Numbered> batch, String body, boolean worked)
            throws IOException, InterruptedException {
        try (var cpu = CpuMeter.start()) {
            var begin = System.nanoTime();
            var id = client.upload("follows", "text/csv", BodyPublishers.ofString(body))
                    .id();
            var taken = (System.nanoTime() - begin) / 1e9;
            var end = await(client, id);
            var used = cpu.used();
            var told = (stores.awaitRest(worked) - end) / 1e9;
            stores.remove(batch, transaction);
            Thread.sleep(Duration.ofSeconds(1));
            try (var rawCpu = CpuMeter.start()) {
                var nanos = stores.merge(batch, transaction);
                var turn = new Turn(
                        batch.size() * 1e9 / (end - begin),
                        batch.size() * 1e9 / nanos,
                        taken,
                        told,
                        used.toNanos() / 1e6 / batch.size(),
                        rawCpu.used().toNanos() / 1e6 / batch.size());
                stores.remove(batch, transaction);
                return turn;
            }
        }
    }

    /** Answers when it was done. What is faster because it is wrong is not measured. */
    private long await(BatchClient client, String id) throws IOException, InterruptedException {
        var latest = System.nanoTime() + PATIENCE.toNanos();
        for (var status = client.status(id); ; status = client.status(id)) {
            var now = System.nanoTime();
            if (status.isFinal()) {
                if (status.outcomes().getOrDefault("created", 0) != pairs) {
                    throw new BenchFailure("Not all follows were made: " + status);
                }
                return now;
            }
            if (now > latest) {
                throw new BenchFailure("The batch was not done within %s: %s".formatted(PATIENCE, status));
            }
            Thread.sleep(LOOK_MS);
        }
    }

    private List<Figure> figures(String name, String roles, List<Turn> turns) {
        var words = String.format(Locale.ROOT, "a batch of %,d follows, roles %s", pairs, roles);
        var ours = median(turns, Turn::ours);
        var raw = median(turns, Turn::raw);
        return List.of(
                new Figure(name + ".rate", words, ours, "pairs/s", null),
                new Figure(name + ".upload", "until its upload was answered", median(turns, Turn::taken), "s", null),
                new Figure(
                        name + ".rest",
                        "from its end until its messages were gone",
                        median(turns, Turn::told),
                        "s",
                        null),
                new Figure(name + ".cpu", "of processors for a pair", median(turns, Turn::cpu), "ms", null),
                new Figure(name + ".raw.rate", "the same by UNWIND and MERGE", raw, "pairs/s", null),
                new Figure(
                        name + ".raw.cpu", "of processors for one of these", median(turns, Turn::rawCpu), "ms", null),
                Figure.times(
                        name + ".ratio",
                        words + ": times the rate of UNWIND and MERGE",
                        ours / raw,
                        new Bound.AtLeast(TARGET)));
    }

    private static double median(List<Turn> turns, ToDoubleFunction<Turn> figure) {
        return Round.median(turns.stream().mapToDouble(figure).toArray());
    }
}
