package dev.kith.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the graph as pages draw it.
 *
 * @param leftOut what of the surroundings of the one who is looked at is not drawn, each with words
 */
@Serdeable
record NeighbourhoodView(List<Node> nodes, List<Edge> edges, List<String> leftOut) {

    /**
     * A profile or a community.
     *
     * @param href its page; null for a community
     * @param root whether it is the one who is looked at
     */
    @Serdeable
    record Node(
            String id,
            String kind,
            String label,
            @Nullable String handle,
            @Nullable String href,
            @JsonProperty("private") boolean isPrivate,
            boolean deleted,
            boolean root,
            boolean path) {}

    /** @param path whether it lies on the way that was asked for */
    @Serdeable
    record Edge(
            String sourceId,
            String targetId,
            String type,
            @Nullable String state,
            boolean path) {}
}
