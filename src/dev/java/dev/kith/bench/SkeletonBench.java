package dev.kith.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures single reads beside a static answer of the same size, and new follows by more and more callers. */
@Command(
        name = "skeleton",
        mixinStandardHelpOptions = true,
        description = "Measure a profile, a follow check, a home timeline and new follows, on servers started for it.")
final class SkeletonBench implements Callable<Integer> {
    private static final long SEED = 1;
    private static final int PAGES_SEEN = 101;

    @Option(names = "--json", description = "print one JSON object a line instead of a table")
    private boolean json;

    @Option(names = "--rounds", description = "how often everything takes its turn (default: ${DEFAULT-VALUE})")
    private int rounds = 5;

    @Option(names = "--seconds", description = "how long a turn takes (default: ${DEFAULT-VALUE})")
    private int seconds = 2;

    @Option(names = "--warm-up", description = "seconds that each is called before (default: ${DEFAULT-VALUE})")
    private int warmUp = 6;

    @Option(names = "--callers", description = "how many read at the same time (default: ${DEFAULT-VALUE})")
    private int callers = 16;

    @Option(names = "--profiles", description = "how many the network has (default: ${DEFAULT-VALUE})")
    private int profiles = 2_000;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        require("--rounds", rounds, 1);
        require("--seconds", seconds, 1);
        require("--warm-up", warmUp, 0);
        require("--callers", callers, 1);
        require("--profiles", profiles, 100);
        try {
            var report = measure();
            command.commandLine().getOut().println(json ? report.json() : report.table());
            return 0;
        } catch (BenchFailure e) {
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

    private Report measure() throws IOException, InterruptedException {
        var progress = command.commandLine().getErr();
        progress.println("Starting Kith on empty servers ...");
        try (var service = BenchedService.start(data())) {
            var network = SocialNetwork.of(SEED, profiles);
            progress.printf(
                    Locale.ROOT,
                    "Loading %,d profiles, %,d follows and %,d posts (seed %d) ...%n",
                    network.size(),
                    network.followCount(),
                    network.postCount(),
                    SEED);
            var requests = new NetworkRequests(network, new NetworkLoader(service.uri()).load(network));
            var size = setStaticAnswer(service.uri(), requests.homes());
            progress.printf(
                    Locale.ROOT,
                    "Measuring: %d cores, JDK %s, medians of %d rounds of %d s, %d callers reading ...%n",
                    Runtime.getRuntime().availableProcessors(),
                    Runtime.version(),
                    rounds,
                    seconds,
                    callers);
            var comparison = new Comparison(
                    new LoadGenerator(service.uri(), SEED),
                    Duration.ofSeconds(warmUp),
                    rounds,
                    Duration.ofSeconds(seconds));
            var rows = new ArrayList<>(comparison.of(reads(requests, size)));
            rows.addAll(comparison.of(follows(requests)));
            return new Report(rows);
        }
    }

    private List<Subject> reads(NetworkRequests requests, int size) {
        var title = String.format(Locale.ROOT, "static answer, %,d bytes", size);
        return List.of(
                Subject.read("static", title, _ -> Request.get(StaticAnswerController.PATH), callers),
                Subject.read("profile", "profile", requests.profiles(), callers),
                Subject.read("check", "follow check", requests.followChecks(), callers),
                Subject.read("home", "home timeline, page of 20", requests.homes(), callers));
    }

    /** After the reads: what these add would make the timelines longer. */
    private static List<Subject> follows(NetworkRequests requests) {
        var fresh = requests.newFollows();
        return List.of(Subject.follows(fresh, 1), Subject.follows(fresh, 16), Subject.follows(fresh, 64));
    }

    /** Makes a home timeline of middling size the static answer; returns its size. */
    private static int setStaticAnswer(URI service, Request.Source homes) throws IOException {
        var random = new SplittableRandom(SEED);
        var pages = new ArrayList<byte[]>();
        try (var connection = new Connection(service)) {
            for (int i = 0; i < PAGES_SEEN; i++) {
                pages.add(connection.send(homes.next(random)));
            }
            pages.sort(Comparator.comparingInt(page -> page.length));
            var page = pages.get(PAGES_SEEN / 2);
            connection.send(new Request("PUT", StaticAnswerController.PATH, 200), page);
            return page.length;
        }
    }

    /** Beside the classes, where everything lies that a build makes. */
    private static Path data() {
        var classes = SkeletonBench.class.getProtectionDomain().getCodeSource().getLocation();
        return Path.of(URI.create(classes.toString())).resolveSibling("kith").resolve("bench");
    }
}
