package dev.kith.backup;

import dev.kith.cache.StandingCheck;
import dev.kith.graph.GraphBackup.Edge;
import dev.kith.graph.GraphRestore;
import dev.kith.graph.GraphRestore.Lines;
import dev.kith.graph.GraphRestore.Outcome;
import dev.kith.web.LineReader;
import dev.kith.web.LineWork;
import dev.kith.web.Problem;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings in lines of a backup, a transaction for so many of them. Whoever keeps a standing of one of their ends reads it anew. */
final class RestoreWork implements LineWork<RestoreWork.Event> {

    static final int MAX_LINE_LENGTH = 64 * 1_024;

    private static final int AT_ONCE = 1_000;

    private final GraphRestore restore;
    private final BackupLines format;
    private final StandingCheck standings;
    private final String fingerprint;
    private long taken;

    /**
     * How far it has come.
     *
     * @param lines how many lines of the file are in
     * @param problem why it ends there
     */
    @Serdeable
    @Schema(name = "GraphImportEvent")
    record Event(@Schema(example = "1000") long lines, Problem.@Nullable Body problem) {}

    /** @param before how many lines of the file come before these */
    RestoreWork(GraphRestore restore, BackupLines format, StandingCheck standings, String fingerprint, long before) {
        this.restore = restore;
        this.format = format;
        this.standings = standings;
        this.fingerprint = fingerprint;
        this.taken = before;
    }

    @Override
    public String name() {
        return "import of the graph";
    }

    @Override
    public boolean advance(LineReader lines, Consumer<Event> events) throws IOException {
        var nodes = new ArrayList<GraphRestore.Node>();
        var edges = new ArrayList<Edge>();
        while (nodes.size() + edges.size() < AT_ONCE) {
            var text = lines.next();
            if (text == null) {
                break;
            }
            var line = format.read(text, taken + nodes.size() + edges.size() + 1);
            if (line.node() != null) {
                nodes.add(line.node());
            }
            if (line.edge() != null) {
                edges.add(line.edge());
            }
        }
        var count = nodes.size() + edges.size();
        if (count == 0) {
            return false;
        }
        write(new Lines(taken, nodes, edges));
        var profiles = new TreeSet<Long>();
        nodes.forEach(node -> profiles.add(node.id()));
        edges.forEach(edge -> {
            profiles.add(edge.source());
            profiles.add(edge.target());
        });
        standings.forget(profiles);
        taken += count;
        events.accept(new Event(taken, null));
        return count == AT_ONCE;
    }

    private void write(Lines lines) {
        switch (restore.write(fingerprint, lines)) {
            case Outcome.Written _ -> {
                // these, or they were in before
            }
            case Outcome.Elsewhere(var present) ->
                throw Problem.conflict(
                                "graph-import-elsewhere",
                                "%,d lines of this file are in, and these come after %,d."
                                        .formatted(present, lines.before()))
                        .with("lines", present);
            case Outcome.NotBegun _ -> throw Problem.notFound("graph-import", fingerprint);
            case Outcome.EndsMissing(var edges) ->
                throw Problem.unprocessable(
                        "graph-import-homeless",
                        "Of the %,d lines after line %,d, %,d are of edges with an end that has no node."
                                .formatted(lines.nodes().size() + lines.edges().size(), lines.before(), edges));
        }
    }

    @Override
    public long taken() {
        return taken;
    }

    @Override
    public Event broken(Problem.Body problem) {
        return new Event(taken, problem);
    }
}
