package dev.kith.snapshot;

import dev.kith.graph.GraphEdges;
import jakarta.inject.Singleton;

/** Reads who follows whom from the graph, some profiles at a time: it holds up nobody, and what it keeps is what comes of it. */
@Singleton
class FollowLoader {

    private final GraphEdges graph;
    private final SnapshotConfiguration configuration;

    FollowLoader(GraphEdges graph, SnapshotConfiguration configuration) {
        this.graph = graph;
        this.configuration = configuration;
    }

    /** All of it. What changes meanwhile is in it or not. */
    FollowArrays load() {
        var builder = new FollowsBuilder();
        var after = Long.MIN_VALUE;
        for (var page = graph.followees(after, configuration.page());
                !page.isEmpty();
                page = graph.followees(after, configuration.page())) {
            for (var profile : page) {
                if (!profile.deleted()) {
                    builder.add(
                            profile.profile(),
                            profile.ids().stream().mapToLong(Long::longValue).toArray());
                }
            }
            after = page.getLast().profile();
        }
        return builder.build();
    }
}
