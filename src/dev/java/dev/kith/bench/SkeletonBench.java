package dev.kith.bench;

import dev.kith.dev.Testbed;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;

/** Measures single reads beside a static answer of the same size, and new follows by more and more callers. */
@Command(
        name = "skeleton",
        mixinStandardHelpOptions = true,
        description = "Measure a profile, a follow check, a home timeline and new follows, on servers started for it.")
final class SkeletonBench extends Benchmark {
    private static final int PAGES_SEEN = 101;

    @Override
    Report measure() throws IOException, InterruptedException {
        var progress = options().progress();
        progress.println("Starting Kith on empty servers ...");
        try (var testbed = Testbed.start("bench")) {
            var service = testbed.service("kith", Map.of(StaticAnswerController.SWITCH, true))
                    .uri();
            var network = SocialNetwork.of(BenchOptions.SEED, options().profiles());
            progress.println("Loading " + network + " ...");
            var requests = new NetworkRequests(network, new NetworkLoader(service).load(network));
            var size = StaticAnswer.set(service, requests.homes(), PAGES_SEEN);
            options().sayWhatIsMeasured();
            var comparison = options().comparison(Duration.ZERO);
            var rows = new ArrayList<>(comparison.of(reads(service, requests, size)));
            rows.addAll(comparison.of(follows(service, requests)));
            return new Report(rows);
        }
    }

    private List<Subject> reads(URI service, NetworkRequests requests, int size) {
        var title = String.format(Locale.ROOT, "static answer, %,d bytes", size);
        var callers = options().callers();
        return List.of(
                Subject.read(service, "static", title, _ -> Request.get(StaticAnswerController.PATH), callers),
                Subject.read(service, "profile", "profile", requests.profiles(), callers),
                Subject.read(service, "check", "follow check", requests.followChecks(), callers),
                Subject.read(service, "home", "home timeline, page of 20", requests.homes(), callers));
    }

    /** After the reads: what these add would make the timelines longer. */
    private static List<Subject> follows(URI service, NetworkRequests requests) {
        var fresh = requests.newFollows();
        return List.of(
                Subject.follows(service, fresh, 1),
                Subject.follows(service, fresh, 16),
                Subject.follows(service, fresh, 64));
    }
}
