package dev.kith.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.load.GraphFile.Contents;
import dev.kith.load.GraphFile.Sum;
import dev.kith.load.GraphParts.Part;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/**
 * Writes all nodes and edges to a file, as they were in one moment. First it reads part by part. Then it asks whether all parts still have the prints that they had: if so, each was
 * as it was read all the time from before that look began until it was looked at, so all were so at the moment when it began. What has changed is read again, and all are looked at once more.
 *
 * <p>What was read lies in a file beside the one that is to be made, so that an export that was broken off goes on from there, and no more than a part is ever held.
 */
public final class GraphExport {
    static final String PARTS = ".parts";

    private static final List<String> OF = List.of("PROFILE", "COMMUNITY");
    private static final int BOUNDS = 200;

    private final GraphRoutes routes;
    private final Path file;
    private final Range range;
    private final int looks;
    private final Clock clock;
    private final Consumer<String> tell;

    /** Ids after one and up to another. */
    public record Range(long after, long to) {
        public static final Range ALL = new Range(0, Long.MAX_VALUE);
    }

    /** How an export ended. */
    public record Outcome(Contents contents, int looks) {}

    /**
     * @param range of what nodes and edges are written, edges going out from them
     * @param looks how often it may look whether anything has changed
     * @param tell is told how far it is
     */
    public GraphExport(GraphRoutes routes, Path file, Range range, int looks, Clock clock, Consumer<String> tell) {
        this.routes = routes;
        this.file = file;
        this.range = range;
        this.looks = looks;
        this.clock = clock;
        this.tell = tell;
    }

    /**
     * Reads the graph, and makes the file at the end.
     *
     * @throws BrokenOff when the service does not answer, or the graph does not hold still
     */
    public Outcome run() throws IOException {
        var beside = Path.of(file + PARTS);
        try (var parts = new GraphParts(beside)) {
            for (var of : OF) {
                parts.of(of).values().removeIf(part -> part.after() < range.after() || part.to() > range.to());
                readMissing(parts, of);
            }
            for (int look = 1; ; look++) {
                var at = clock.instant();
                var changed = changed(parts);
                if (changed.isEmpty()) {
                    var contents = write(parts, at);
                    Files.delete(beside);
                    return new Outcome(contents, look);
                }
                if (look == looks) {
                    throw new BrokenOff(
                            "the graph is being written to: of its parts, %,d were others at each of %d looks. Go on at a quieter time."
                                    .formatted(changed.size(), looks));
                }
                tell.accept("%,d parts have changed meanwhile, and are read again".formatted(changed.size()));
                for (var part : changed) {
                    parts.forget(part);
                    readMissing(parts, part.of());
                }
            }
        }
    }

    private void readMissing(GraphParts parts, String of) throws IOException {
        for (var after = parts.reached(of, range.after());
                after < range.to();
                after = parts.reached(of, range.after())) {
            var next = parts.of(of).higherEntry(after);
            var end = next == null ? range.to() : next.getKey();
            parts.add(routes.part(of, after, end));
            if (parts.of(of).size() % 20 == 0) {
                tell.accept(
                        "%,d parts of the graph are read".formatted(parts.of(of).size()));
            }
        }
    }

    private List<Part> changed(GraphParts parts) {
        var changed = new ArrayList<Part>();
        for (var of : OF) {
            var all = List.copyOf(parts.of(of).values());
            for (int from = 0; from < all.size(); from += BOUNDS) {
                var some = all.subList(from, Math.min(all.size(), from + BOUNDS));
                var bounds = new ArrayList<String>();
                bounds.add(Long.toString(some.getFirst().after()));
                some.forEach(part -> bounds.add(Long.toString(part.to())));
                var prints = routes.prints(of, bounds);
                for (int i = 0; i < some.size(); i++) {
                    if (!some.get(i).print().equals(prints.get(i))) {
                        changed.add(some.get(i));
                    }
                }
            }
        }
        return changed;
    }

    /** Nodes come first, since edges need them. The file takes its name when it is whole. */
    private Contents write(GraphParts parts, Instant at) throws IOException {
        var sum = new Sum();
        var kinds = new TreeMap<String, Long>();
        each(parts, true, line -> kinds.merge(GraphFile.kind(line), 1L, Long::sum));
        each(parts, false, line -> kinds.merge(GraphFile.kind(line), 1L, Long::sum));
        var unfinished = Path.of(file + ".unfinished");
        Contents contents;
        try (var out = open(unfinished)) {
            line(out, GraphFile.first(at.toString(), kinds));
            for (var nodes : List.of(true, false)) {
                each(parts, nodes, line -> {
                    sum.add(line);
                    line(out, line);
                });
            }
            contents = sum.contents(at.toString());
            line(out, GraphFile.last(contents));
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return contents;
    }

    private static void each(GraphParts parts, boolean nodes, Consumer<String> reader) {
        for (var of : OF) {
            parts.of(of)
                    .values()
                    .forEach(part -> parts.read(part, line -> {
                        if (OF.contains(GraphFile.kind(line)) == nodes) {
                            reader.accept(line);
                        }
                    }));
        }
    }

    private BufferedWriter open(Path path) throws IOException {
        var out = Files.newOutputStream(path);
        return new BufferedWriter(new OutputStreamWriter(
                String.valueOf(file.getFileName()).endsWith(".gz") ? new GZIPOutputStream(out) : out, UTF_8));
    }

    private static void line(BufferedWriter out, String line) {
        try {
            out.write(line);
            out.write('\n');
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
