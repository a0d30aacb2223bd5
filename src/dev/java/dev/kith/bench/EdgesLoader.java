package dev.kith.bench;

import dev.kith.load.EdgesImport;
import dev.kith.load.FollowLine;
import dev.kith.load.Report;
import dev.kith.load.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;

/** Brings the follows of a file into a service, as `kith import edges` does, and picks those that are asked about. */
final class EdgesLoader {
    private static final int LINES_AT_ONCE = 5_000;
    private static final int RETRIES = 8;

    private final URI service;
    private final PrintWriter progress;

    EdgesLoader(URI service, PrintWriter progress) {
        this.service = service;
        this.progress = progress;
    }

    /** Answers what can be asked about so many of the profiles. */
    NetworkRequests load(Path edges, int profiles) throws IOException {
        try (var report = new Report(progress, progress, false);
                var target = new Target(service, RETRIES, report)) {
            new EdgesImport(edges, 1, LINES_AT_ONCE, target, report).run();
        }
        var asked = WorkingSet.of(FollowLine.all(edges), profiles, BenchOptions.SEED);
        var handles = asked.members().stream().map(EdgesImport::handle).toList();
        return new NetworkRequests(asked, new NetworkLoader(service).ids(handles));
    }
}
