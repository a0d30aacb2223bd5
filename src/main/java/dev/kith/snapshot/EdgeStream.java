package dev.kith.snapshot;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kith.graph.GraphEdges;
import dev.kith.graph.GraphEdges.Kind;
import dev.kith.graph.GraphEdges.Position;
import dev.kith.graph.GraphEdges.Whole;
import dev.kith.web.Cursors;
import dev.kith.web.Json;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Writes all edges of a kind as lines, some at a time, each time with a line that says from where it can be gone on. */
@Singleton
final class EdgeStream {

    /** As many are held at once at the most, and of so many profiles. */
    private static final int EDGES = 2_000;

    private static final int PROFILES = 500;

    private final GraphEdges graph;
    private final Cursors cursors;
    private final Json json;

    /** An edge; what its kind does not have is absent. */
    @Serdeable
    @Schema(name = "EdgeLine")
    record EdgeLine(
            @Schema(example = "FOLLOWS") Kind kind,
            @Schema(example = "689712345678901234") String sourceId,

            @Schema(example = "689712345678905678") String targetId,

            @Schema(example = "2026-03-01T12:00:00.000Z") @Nullable
            Instant since,

            @Schema(example = "2026-03-01T12:00:00.000Z") @Nullable
            Instant requestedAt,

            @Schema(example = "2026-04-01T12:00:00.000Z") @Nullable
            Instant expiresAt,

            @Schema(example = "0.87") @Nullable Double score,

            @Schema(example = "Followed by people you follow") @Nullable
            String reason,

            @Schema(example = "nightly-2026-03-01") @Nullable
            String runId,

            @Schema(example = "adamic-adar-2") @Nullable String model,

            @Schema(example = "false") @Nullable Boolean shadow) {

        static EdgeLine of(Kind kind, Whole edge) {
            return new EdgeLine(
                    kind,
                    Long.toString(edge.source()),
                    Long.toString(edge.target()),
                    edge.since(),
                    edge.requestedAt(),
                    edge.until(),
                    edge.score(),
                    edge.reason(),
                    edge.runId(),
                    edge.model(),
                    edge.shadow());
        }
    }

    /** All edges up to here were given out; null at the end. */
    @Serdeable
    @Schema(name = "EdgeCursorLine")
    record CursorLine(
            @Schema(example = "AAABnK3l2gAxYvGQ") @JsonInclude @Nullable
            String nextCursor) {}

    EdgeStream(GraphEdges graph, Cursors cursors, Json json) {
        this.graph = graph;
        this.cursors = cursors;
        this.json = json;
    }

    /** Reads as it is iterated: a text of some lines each time. */
    Iterator<String> lines(Kind kind, @Nullable String cursor) {
        var list = "edges " + kind;
        var read = cursors.read(list, cursor, 2);
        return new Lines(kind, list, read == null ? Position.BEGINNING : new Position(read[0], read[1]));
    }

    private final class Lines implements Iterator<String> {

        private final Kind kind;
        private final String list;
        private @Nullable Position next;

        Lines(Kind kind, String list, Position from) {
            this.kind = kind;
            this.list = list;
            this.next = from;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public String next() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            var page = graph.page(kind, next, PROFILES, EDGES);
            var text = new StringBuilder();
            for (var edge : page.edges()) {
                text.append(json.write(EdgeLine.of(kind, edge))).append('\n');
            }
            next = page.next();
            var cursor = new CursorLine(next == null ? null : cursors.write(list, next.source(), next.target()));
            return text.append(json.write(cursor)).append('\n').toString();
        }
    }
}
