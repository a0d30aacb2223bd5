package dev.kith.bench;

import dev.kith.dev.Testbed;
import dev.kith.load.EdgesImport;
import dev.kith.load.FollowLine;
import dev.kith.recommendation.Suggester;
import dev.kith.recommendation.Suggester.Suggestion;
import dev.kith.snapshot.FollowArrays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.LongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how good recommendations are and how fast they are worked out, in the heap and by Neo4j itself. */
@Command(
        name = "recommendations",
        mixinStandardHelpOptions = true,
        description = {
            "Hide follows and see who finds them again: the generator of recommendations, the most followed, or plain",
            "mutual counts. Then work out the same in the heap and in Cypher, on servers started for it."
        })
final class RecommendationsBench extends Benchmark {
    private static final int HIDING = 5_000;
    private static final int TIMED = 200;
    private static final int FIRST = 20;
    private static final double SPEED_TARGET = 100;
    private static final double NANOS = 1e9;

    @Option(
            names = "--edges",
            paramLabel = "FILE",
            description = "the network: lines of `source,target` (default: ${DEFAULT-VALUE})")
    private Path edges = Path.of("../shared/data/slashdot-follows.csv.gz");

    @Option(names = "--seed", description = "of what is hidden (default: ${DEFAULT-VALUE})")
    private long seed = BenchOptions.SEED;

    @Option(names = "--quality-only", description = "start no servers and measure no speed")
    private boolean qualityOnly;

    /** What one way of working them out has come to: profiles a second, round by round. */
    private record Speed(String name, String title, List<Double> rates) {
        double median() {
            var sorted = rates.stream().sorted().toList();
            return sorted.get(sorted.size() / 2);
        }

        Figure figure() {
            return new Figure("speed." + name, title, median(), "a second", null);
        }
    }

    @Override
    Report measure() throws IOException, InterruptedException {
        if (!Files.isReadable(edges)) {
            throw new BenchFailure("There is no file " + edges + ".");
        }
        var progress = options().progress();
        var network = FollowLine.all(edges);
        var hidden = HiddenFollows.of(network, HIDING, seed);
        progress.printf(
                Locale.ROOT,
                "Hiding %,d of %,d follows, of %,d profiles, seed %d ...%n",
                hidden.size(),
                hidden.size() + hidden.shown().follows(),
                hidden.hidden().size(),
                seed);
        var figures = new ArrayList<>(new Quality(hidden, seed).measure());
        var whole = HiddenFollows.whole(network);
        figures.add(new Figure(
                "snapshot.bytes",
                "of the snapshot for each of %,d follows, with %,d profiles"
                        .formatted(whole.follows(), whole.profiles()),
                (double) whole.bytes() / whole.follows(),
                "bytes",
                null));
        if (!qualityOnly) {
            figures.addAll(speed(whole, some(hidden.hidden().keySet())));
        }
        return new Report(List.of(), figures);
    }

    /** Taken at random, the same for the same seed. */
    private List<Long> some(Set<Long> profiles) {
        var sorted = new ArrayList<>(profiles);
        Collections.sort(sorted);
        Collections.shuffle(sorted, new Random(seed));
        return List.copyOf(sorted.subList(0, Math.min(TIMED, sorted.size())));
    }

    private List<Figure> speed(FollowArrays follows, List<Long> profiles) throws IOException, InterruptedException {
        var progress = options().progress();
        progress.println("Starting Kith on empty servers and importing " + edges + " ...");
        try (var testbed = Testbed.start("bench-recommendations")) {
            var service = testbed.service("kith", Map.of()).uri();
            new EdgesLoader(service, progress).load(edges, FIRST);
            var handles = profiles.stream().map(EdgesImport::handle).toList();
            var ids = new NetworkLoader(service).ids(handles);
            var known = new HashMap<Long, Long>();
            for (int i = 0; i < ids.length; i++) {
                known.put(profiles.get(i), Long.valueOf(ids[i]));
            }
            try (var neo4j = new Neo4jSuggestions(testbed.stack())) {
                return compare(follows, profiles, id -> neo4j.suggest(Objects.requireNonNull(known.get(id)), FIRST));
            }
        }
    }

    /** Both in turn, each on one thread, and warmed up. */
    private List<Figure> compare(FollowArrays follows, List<Long> profiles, LongFunction<List<Long>> cypher) {
        options()
                .progress()
                .printf(
                        "Measuring: medians of %d rounds, one thread ...%n",
                        options().rounds());
        var suggester = new Suggester(follows, seed);
        LongFunction<List<Suggestion>> heap = id -> suggester.suggest(follows.number(id), FIRST);
        var inHeap = new Speed("heap", "profiles in the heap, on one core", new ArrayList<>());
        var inCypher = new Speed("cypher", "profiles in Cypher, on one core and the driver's", new ArrayList<>());
        for (int i = 0; i < 20; i++) {
            rate(profiles, heap, 1);
        }
        rate(profiles, cypher, 1);
        for (int round = 0; round < options().rounds(); round++) {
            inCypher.rates().add(rate(profiles, cypher, 1));
            inHeap.rates().add(rate(profiles, heap, 20));
        }
        return List.of(
                inHeap.figure(),
                inCypher.figure(),
                Figure.times(
                        "speed.ratio",
                        "in the heap, walks included: times the rate of Cypher",
                        inHeap.median() / inCypher.median(),
                        new Figure.Bound.AtLeast(SPEED_TARGET)));
    }

    private static double rate(List<Long> profiles, LongFunction<?> suggest, int times) {
        var begun = System.nanoTime();
        var answers = 0;
        for (int i = 0; i < times; i++) {
            for (var profile : profiles) {
                answers += suggest.apply(profile) == null ? 0 : 1;
            }
        }
        return answers * NANOS / (System.nanoTime() - begun);
    }
}
