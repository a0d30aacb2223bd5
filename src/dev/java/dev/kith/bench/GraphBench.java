package dev.kith.bench;

import dev.kith.dev.Testbed;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures what is gained where follows share transactions and reads are kept, against the same service on the same servers without either. The second one has
 * less to do at each write, since it tells no cache of it.
 */
@Command(
        name = "graph",
        mixinStandardHelpOptions = true,
        description = {
            "Measure follows, follow checks and look-ups of relationships, on servers started for it,",
            "against a second service that writes each follow alone and asks the graph for each read."
        })
final class GraphBench extends Benchmark {
    private static final int MOST_CALLERS = 256;
    private static final int LOOKED_UP = 100;
    private static final int ANSWERS_COMPARED = 20;
    private static final double FOLLOWS_TARGET = 4;
    private static final double READS_TARGET = 10;

    /** The servers learn of changes within about a second. */
    private static final Duration AFTERMATH = Duration.ofMillis(1_500);

    /** As many transactions at once as there are callers, and connections for them and for what else the service does. */
    private static final Map<String, Object> PLAIN = Map.of(
            "kith.graph.writes.batch",
            1,
            "kith.graph.writes.lanes",
            MOST_CALLERS,
            "neo4j.max-connections",
            MOST_CALLERS + 10,
            "kith.cache.enabled",
            false);

    @Option(
            names = "--edges",
            paramLabel = "FILE",
            description = "the network: lines of `source,target` (default: ${DEFAULT-VALUE})")
    private Path edges = Path.of("../shared/data/slashdot-follows.csv.gz");

    @Override
    Report measure() throws IOException, InterruptedException {
        options().progress().println("Starting Kith twice on the same empty servers ...");
        try (var testbed = Testbed.start("bench-graph")) {
            var kith = testbed.service("kith", Map.of()).uri();
            var plain = testbed.service("plain", PLAIN).uri();
            var requests = load(kith);
            requireSameAnswers(requests.lookups(LOOKED_UP), kith, plain);
            options().sayWhatIsMeasured();
            var reads = reads(requests, kith, plain);
            var follows = follows(requests, kith, plain);
            var rows = new ArrayList<>(options().comparison(Duration.ZERO).of(Contest.subjects(reads)));
            rows.addAll(options().comparison(AFTERMATH).of(Contest.subjects(follows)));
            return new Report(
                    rows,
                    Stream.concat(follows.stream(), reads.stream())
                            .map(contest -> contest.ratio(rows))
                            .toList());
        }
    }

    private NetworkRequests load(URI service) throws IOException, InterruptedException {
        var progress = options().progress();
        if (Files.isReadable(edges)) {
            progress.println("Importing " + edges + " ...");
            return new EdgesLoader(service, progress).load(edges, options().profiles());
        }
        var network = SocialNetwork.of(BenchOptions.SEED, options().profiles());
        progress.println("There is no file " + edges + "; loading a made-up network instead: " + network + " ...");
        return new NetworkRequests(network, new NetworkLoader(service).load(network));
    }

    /** What is faster because it is wrong is not measured. */
    private static void requireSameAnswers(Request.Source requests, URI one, URI other) throws IOException {
        var random = new SplittableRandom(BenchOptions.SEED);
        try (var first = new Connection(one);
                var second = new Connection(other)) {
            for (int i = 0; i < ANSWERS_COMPARED; i++) {
                var request = requests.next(random);
                if (!Arrays.equals(first.send(request), second.send(request))) {
                    throw new BenchFailure("The two services answer differently: " + request);
                }
            }
        }
    }

    private List<Contest> reads(NetworkRequests requests, URI kith, URI plain) {
        return List.of(
                read("check", "follow check", requests.followChecks(), kith, plain),
                read("lookup", "look-up of " + LOOKED_UP, requests.lookups(LOOKED_UP), kith, plain));
    }

    private Contest read(String name, String title, Request.Source requests, URI kith, URI plain) {
        var kept = Subject.read(kith, name, title, requests, options().callers());
        return new Contest(kept, kept.askedOf(plain, "direct", "from the graph"), READS_TARGET);
    }

    /** After the reads: the second service tells no cache of its writes. */
    private static List<Contest> follows(NetworkRequests requests, URI kith, URI plain) {
        var fresh = requests.newFollows();
        return List.of(
                follow(fresh, 1, null, kith, plain),
                follow(fresh, 16, null, kith, plain),
                follow(fresh, 64, FOLLOWS_TARGET, kith, plain),
                follow(fresh, MOST_CALLERS, null, kith, plain));
    }

    private static Contest follow(Request.Source requests, int callers, @Nullable Double target, URI kith, URI plain) {
        var together = Subject.follows(kith, requests, callers);
        return new Contest(together, together.askedOf(plain, "alone", "each alone"), target);
    }
}
