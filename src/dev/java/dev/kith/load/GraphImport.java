package dev.kith.load;

import dev.kith.load.GraphFile.Contents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.function.Consumer;

/** Brings back what a backup has. The file is read to its end before anything is done; how far it is in, the graph says. */
public final class GraphImport {
    /** A request is this long at the most, in lines and in characters. */
    private static final int LINES = 5_000;

    private static final int CHARACTERS = 1_000_000;

    private final GraphRoutes routes;
    private final Path file;
    private final boolean merge;
    private final Consumer<String> tell;

    /**
     * @param merge whether the graph may have edges
     * @param tell is told how far it is
     */
    public GraphImport(GraphRoutes routes, Path file, boolean merge, Consumer<String> tell) {
        this.routes = routes;
        this.file = file;
        this.merge = merge;
        this.tell = tell;
    }

    /**
     * Brings in what is not yet in.
     *
     * @throws Unsound when the file is not what was written; then nothing is done
     * @throws BrokenOff when the service refuses, or does not answer; then it can be gone on with
     */
    public Contents run() throws IOException {
        var contents = GraphFile.verify(file);
        var in = routes.begin(contents, merge);
        if (in > 0) {
            tell.accept(String.format(Locale.ROOT, "%,d lines are in already", in));
        }
        try (var lines = GraphFile.lines(file, in)) {
            while (in < contents.total()) {
                var some = new ArrayList<String>();
                for (int characters = 0;
                        some.size() < LINES && characters < CHARACTERS && in + some.size() < contents.total(); ) {
                    var line = lines.readLine();
                    if (line == null) {
                        throw new BrokenOff(file + " became shorter while it was read");
                    }
                    characters += line.length();
                    some.add(line);
                }
                var before = in;
                in = routes.take(contents.fingerprint(), before, some);
                if (in != before + some.size()) {
                    throw new BrokenOff("of %,d lines only %,d went in".formatted(some.size(), in - before));
                }
                tell.accept(String.format(Locale.ROOT, "%,d of %,d lines are in", in, contents.total()));
            }
        }
        return contents;
    }
}
