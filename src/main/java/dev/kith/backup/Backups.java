package dev.kith.backup;

import dev.kith.graph.GraphBackup;
import dev.kith.graph.GraphBackup.Of;
import dev.kith.graph.GraphRestore;
import dev.kith.web.Json;
import dev.kith.web.Problem;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.util.List;

/** Gives out all edges part by part, and begins to bring them back. */
@Singleton
class Backups {

    private final GraphBackup backup;
    private final GraphRestore restore;
    private final BackupLines lines;
    private final Json json;

    /**
     * The last line of a part: without it, it is not whole.
     *
     * @param to up to which id it has everything
     * @param print is another as soon as anything in it has changed
     * @param lines how many come before this one
     */
    @Serdeable
    @Schema(name = "BackupPartEnd")
    record End(
            @Schema(example = "PART") String kind,
            @Schema(example = "PROFILE") Of of,
            @Schema(example = "0") String after,
            @Schema(example = "689712345678905678") String to,
            @Schema(example = "5f2d1c9a7e3b8d04") String print,
            @Schema(example = "5021") int lines) {}

    /** How far a file is in. */
    @Serdeable
    @Schema(name = "GraphImport")
    record Begun(
            @Schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
            String fingerprint,

            @Schema(example = "0") long lines) {}

    Backups(GraphBackup backup, GraphRestore restore, BackupLines lines, Json json) {
        this.backup = backup;
        this.restore = restore;
        this.lines = lines;
        this.json = json;
    }

    /** The lines of the next part, the last of which is its {@link End}. */
    String part(Of of, long after, long to) {
        var part = backup.part(of, after, to);
        var text = new StringBuilder();
        var count = 0;
        for (var node : part.nodes()) {
            text.append(lines.write(of, node)).append('\n');
            for (var edge : node.edges()) {
                text.append(lines.write(edge)).append('\n');
            }
            count += 1 + node.edges().size();
        }
        var end = new End("PART", of, Long.toString(after), Long.toString(part.to()), part.print(), count);
        return text.append(json.write(end)).append('\n').toString();
    }

    /** The prints of parts as of now. */
    List<String> prints(Of of, List<Long> bounds) {
        return backup.prints(of, bounds);
    }

    /** Begins to bring in a file, or goes on with it. */
    Begun begin(String fingerprint, long total, boolean merge) {
        var known = restore.lines(fingerprint);
        if (known.isPresent()) {
            return new Begun(fingerprint, known.get());
        }
        var edges = merge ? 0 : restore.edges();
        if (edges > 0) {
            throw Problem.conflict(
                    "graph-not-empty",
                    "The graph has %,d edges. What is to be brought in can be merged with them if that is asked for."
                            .formatted(edges));
        }
        return new Begun(fingerprint, restore.begin(fingerprint, total, merge));
    }
}
