package dev.kith.bench;

import dev.kith.bench.Figure.Bound;
import dev.kith.dev.ServiceProcess;
import dev.kith.dev.Testbed;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Measures home timelines beside what could be in their place, and what it takes to deliver a post. */
@Command(
        name = "timelines",
        mixinStandardHelpOptions = true,
        defaultValueProvider = TimelinesBench.Defaults.class,
        description = {
            "Measure home timelines, on servers started for it, against a static answer of the same size,",
            "the same service without kept pages and without lists, and one Cypher statement; and the delivery of posts."
        })
final class TimelinesBench extends Benchmark {
    private static final int PAGES_SEEN = 101;
    private static final int WIDER = 10;
    private static final double STATIC_TARGET = 0.5;
    private static final double REDIS_TARGET = 0.3;
    private static final double SQL_TARGET = 10;
    private static final double CYPHER_TARGET = 100;
    private static final double P99_TARGET_MS = 10;
    private static final double MEMORY_TARGET_KB = 10;
    private static final double WIDER_TARGET = 1.2;
    private static final double BYTES_IN_KB = 1_024;
    private static final int ENTRIES = 800;
    private static final int READS_UNTIL_KEPT = 3;
    private static final int LONGEST = 1_001;

    /** The author with 10,000 followers is delivered to each of them, which is the harder way. */
    private static final Map<String, Object> ALL =
            Map.of("kith.timelines.big-followers", 20_000, "kith.timelines.small-followers", 16_000);

    /** Room for the first pages of all who read: ten times as many as usual. */
    private static final Map<String, Object> ROOMY =
            Map.of("kith.timelines.pages", 600_000_000, "kith.cache.watched", 2_000_000);

    /** So many that the processors are busy also where each page waits for Redis twice: with a quarter of them a fifth was idle then, and with more the static answer came less often. */
    static final class Defaults implements IDefaultValueProvider {
        private static final String CALLERS = "64";

        @Override
        public @Nullable String defaultValue(ArgSpec of) {
            return of instanceof OptionSpec option && option.longestName().equals("--callers") ? CALLERS : null;
        }
    }

    @Option(
            names = "--edges",
            paramLabel = "FILE",
            description = "the network: lines of `source,target` (default: ${DEFAULT-VALUE})")
    private Path edges = Path.of("../shared/data/slashdot-follows.csv.gz");

    @Option(names = "--posts", description = "how many there are (default: ${DEFAULT-VALUE})")
    private int posts = 1_000_000;

    @Option(names = "--followers", description = "of the author whose posts are delivered (default: ${DEFAULT-VALUE})")
    private int followers = 10_000;

    @Override
    Report measure() throws IOException, InterruptedException {
        var progress = options().progress();
        progress.println("Starting Kith three times on the same empty servers ...");
        try (var testbed = Testbed.start("bench-timelines");
                var stores = new TimelineStores(testbed.stack())) {
            var kith = service(testbed, "kith", with(ROOMY, StaticAnswerController.SWITCH, true));
            var readOnly = Map.<String, Object>of("kith.roles", "api");
            var redis =
                    service(testbed, "redis", with(with(readOnly, "kith.timelines.pages", 0), "kith.cache.watched", 0));
            var plain = service(testbed, "plain", with(readOnly, "kith.timelines.enabled", false));
            var requests = load(kith.uri());
            progress.printf(Locale.ROOT, "Letting them write %,d posts ...%n", posts);
            stores.load(posts);
            var readers = Math.min(options().profiles(), requests.size());
            options().sayWhatIsMeasured();
            var figures = new ArrayList<Figure>();
            var rows = new ArrayList<Report.Row>();
            var subjects = subjects(new Reads(kith.uri(), redis.uri(), plain.uri(), stores, requests, readers));
            compare(subjects, rows, figures);
            redis.close();
            plain.close();
            halfLoad(
                    subjects.home(),
                    subjects.fixed(),
                    Contest.row(subjects.home(), rows).medians().rate() / 2,
                    figures);
            memory(stores, figures);
            new Fanning(kith.uri(), stores, options()).measure(requests.ids(followers), figures);
            return new Report(rows, figures);
        }
    }

    private static ServiceProcess service(Testbed testbed, String name, Map<String, Object> settings)
            throws IOException {
        var all = new HashMap<>(ALL);
        all.putAll(settings);
        return testbed.service(name, all);
    }

    private static Map<String, Object> with(Map<String, Object> settings, String name, Object value) {
        var all = new HashMap<>(settings);
        all.put(name, value);
        return all;
    }

    private NetworkRequests load(URI service) throws IOException, InterruptedException {
        var progress = options().progress();
        var asked = Math.max(followers, WIDER * options().profiles());
        if (Files.isReadable(edges)) {
            progress.println("Importing " + edges + " ...");
            return new EdgesLoader(service, progress).load(edges, asked);
        }
        var network = SocialNetwork.of(BenchOptions.SEED, asked);
        progress.println("There is no file " + edges + "; loading a made-up network instead: " + network + " ...");
        return new NetworkRequests(network, new NetworkLoader(service).load(network));
    }

    /**
     * Who is read of, and how.
     *
     * @param kith with all that it has
     * @param redis without pages kept in the process
     * @param plain without lists
     */
    private record Reads(
            URI kith, URI redis, URI plain, TimelineStores stores, NetworkRequests requests, int readers) {}

    /** What is compared. */
    private record Subjects(Subject fixed, Subject home, Subject redis, Subject sql, Subject cypher, Subject wide) {}

    /** All that is read has been kept then, where it is kept. */
    private Subjects subjects(Reads reads) throws IOException, InterruptedException {
        var callers = options().callers();
        var size = StaticAnswer.set(reads.kith(), reads.requests().homes(reads.readers()), PAGES_SEEN);
        var fixed = Subject.read(
                reads.kith(),
                "static",
                String.format(Locale.ROOT, "static answer, %,d bytes", size),
                _ -> Request.get(StaticAnswerController.PATH),
                callers);
        var homes = reads.requests().homes(reads.readers());
        var home = Subject.read(reads.kith(), "home", "home timeline, page of 20", homes, callers);
        var redis = home.askedOf(reads.redis(), "redis", "through Redis only");
        var sql = home.askedOf(reads.plain(), "sql", "by the SQL of the skeleton");
        var ids = reads.requests().ids(reads.readers());
        var cypher = home.askedOf(
                new Asked.Graph(
                        reads.stores().driver(),
                        TimelineStores.HOME,
                        random -> Map.of("reader", Long.parseLong(ids.get(random.nextInt(ids.size()))))),
                "cypher",
                "by one Cypher statement");
        var wide = Subject.read(
                reads.kith(),
                "home.wide",
                "home timeline, " + WIDER + " times as many readers",
                reads.requests().homes(WIDER * reads.readers()),
                callers);
        options().progress().println("Reading each timeline until its page is kept ...");
        inTurn(reads.kith(), reads.requests(), Math.min(reads.requests().size(), WIDER * reads.readers()));
        inTurn(reads.redis(), reads.requests(), reads.readers());
        return new Subjects(fixed, home, redis, sql, cypher, wide);
    }

    private void compare(Subjects subjects, List<Report.Row> rows, List<Figure> figures)
            throws IOException, InterruptedException {
        var home = subjects.home();
        rows.addAll(options()
                .comparison(Duration.ZERO)
                .of(List.of(
                        subjects.fixed(), home, subjects.redis(), subjects.sql(), subjects.cypher(), subjects.wide())));
        figures.add(new Contest(home, subjects.fixed(), STATIC_TARGET).ratio(rows, "home.static"));
        figures.add(new Contest(subjects.redis(), subjects.fixed(), REDIS_TARGET).ratio(rows, "home.redis.static"));
        figures.add(new Contest(home, subjects.sql(), SQL_TARGET).ratio(rows, "home.sql"));
        figures.add(new Contest(home, subjects.cypher(), CYPHER_TARGET).ratio(rows, "home.cypher"));
        var cost = Contest.row(subjects.wide(), rows).medians().cpu()
                / Contest.row(home, rows).medians().cpu();
        figures.add(Figure.times(
                "home.wide.cost",
                "the CPU time of a read with " + WIDER + " times as many readers",
                cost,
                new Bound.AtMost(WIDER_TARGET)));
    }

    /**
     * The service is alone on the machine with its stores and its callers by now. What was asked before may still keep the stores busy, so it is called for as long as
     * anything is before it counts. The static answer tells what the machine allows at that pace.
     */
    private void halfLoad(Subject home, Subject fixed, double rate, List<Figure> figures)
            throws IOException, InterruptedException {
        var pace = Pace.of(rate, options().callers());
        options().warmUp(home, pace);
        options().warmUp(fixed, pace);
        var homes = new double[options().rounds()];
        var answers = new double[homes.length];
        for (int i = 0; i < homes.length; i++) {
            homes[i] = options().paced(home, pace).p99();
            answers[i] = options().paced(fixed, pace).p99();
        }
        figures.add(new Figure(
                "home.half.p99",
                String.format(Locale.ROOT, "99 of 100 pages at %,.0f a second, half the load", rate),
                Round.median(homes),
                "ms",
                new Bound.AtMost(P99_TARGET_MS)));
        figures.add(new Figure(
                "static.half.p99", "99 of 100 static answers at that pace", Round.median(answers), "ms", null));
    }

    /** Lists are built at the first, of what a page is made is known after the second, and it is kept after the third. */
    private void inTurn(URI service, NetworkRequests requests, int readers) throws IOException, InterruptedException {
        var homes = NetworkRequests.homesInTurn(requests.ids(readers));
        options()
                .times(Subject.read(service, "first", "first", homes, options().callers()), READS_UNTIL_KEPT * readers);
    }

    private void memory(TimelineStores stores, List<Figure> figures) {
        stores.memoryOf(ENTRIES, LONGEST)
                .ifPresentOrElse(
                        bytes -> figures.add(new Figure(
                                "timeline.memory",
                                "Redis for a timeline of " + ENTRIES + " entries or somewhat more",
                                bytes / BYTES_IN_KB,
                                "KB",
                                new Bound.AtMost(MEMORY_TARGET_KB))),
                        () -> options()
                                .progress()
                                .println("No timeline has " + ENTRIES + " entries: ask for more posts"));
    }
}
