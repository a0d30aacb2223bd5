package dev.kith.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kith.graph.Drawings;
import dev.kith.graph.SocialGraph.Pair;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Draws what an audit found: whose ids stand in its rows, and the edges between those of one row, as they are now. */
@Singleton
public class AuditDrawing {

    /** More than this nobody can look at. */
    private static final int MOST_NODES = 300;

    private static final int MOST_PAIRS = 2_000;

    private final Catalogue catalogue;
    private final Drawings drawings;

    /**
     * A drawing.
     *
     * @param truncated whether the rows have more than is drawn
     */
    @Serdeable
    @Schema(name = "AuditDrawing")
    public record View(
            List<NodeView> nodes,
            List<EdgeView> edges,
            @Schema(example = "false") boolean truncated) {}

    /** A profile, or a community. */
    @Serdeable
    @Schema(name = "AuditDrawingNode")
    public record NodeView(
            @Schema(example = "689712345678901234") String id,

            @Schema(example = "PROFILE", description = "PROFILE or COMMUNITY.")
            String kind,

            @JsonProperty("private") @Schema(name = "private", example = "false")
            boolean isPrivate,

            @Schema(example = "false") boolean deleted) {}

    /** An edge between two. */
    @Serdeable
    @Schema(name = "AuditDrawingEdge")
    public record EdgeView(
            @Schema(example = "689712345678901234") String sourceId,
            @Schema(example = "689712345678905678") String targetId,
            @Schema(example = "FOLLOWS") String type,
            @Schema(example = "FOLLOWING") @Nullable String state) {}

    AuditDrawing(Catalogue catalogue, Drawings drawings) {
        this.catalogue = catalogue;
        this.drawings = drawings;
    }

    View of(AuditRunView run) {
        var columns = catalogue.named(run.audit()).map(Audit::ids).orElse(List.of());
        var ids = new LinkedHashSet<Long>();
        var pairs = new LinkedHashSet<Pair>();
        var truncated = run.truncated();
        for (var row : run.rows()) {
            var ofRow = idsOf(run.columns(), columns, row);
            var all = new LinkedHashSet<>(ids);
            all.addAll(ofRow);
            if (all.size() > MOST_NODES || pairs.size() + ofRow.size() * ofRow.size() > MOST_PAIRS) {
                truncated = true;
                break;
            }
            ids.addAll(ofRow);
            ofRow.forEach(source -> ofRow.forEach(target -> pairs.add(new Pair(source, target))));
        }
        return new View(
                drawings.nodes(ids).stream()
                        .map(node -> new NodeView(
                                Long.toString(node.id()),
                                node.community() ? "COMMUNITY" : "PROFILE",
                                node.isPrivate(),
                                node.deleted()))
                        .toList(),
                drawings.edges(pairs).stream()
                        .map(edge -> new EdgeView(
                                Long.toString(edge.source()), Long.toString(edge.target()), edge.type(), edge.state()))
                        .toList(),
                truncated);
    }

    private static Set<Long> idsOf(List<String> columns, List<String> wanted, List<Object> row) {
        var ids = new LinkedHashSet<Long>();
        for (int i = 0; i < columns.size(); i++) {
            if (wanted.contains(columns.get(i)) && row.get(i) instanceof String id) {
                ids.add(Long.parseLong(id));
            }
        }
        return ids;
    }
}
