package dev.kith.graph;

import dev.kith.web.Problems;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the outbox of the graph: the notes that writes of edges left in their transactions. A note is removed after all have learned of it,
 * so delivery is at least once, and whatever became of the instance that wrote it, nobody misses it.
 */
@Singleton
class GraphOutbox {

    private static final Logger LOG = LoggerFactory.getLogger(GraphOutbox.class);
    private static final int BATCH = 50;

    private static final Cypher<Record> DUE = Cypher.load("graph/outbox_due.cypher", row -> row);
    private static final Cypher<Long> REMOVE =
            Cypher.load("graph/outbox_remove.cypher", row -> row.get("removed").asLong());

    private final Graph graph;
    private final List<EdgeListener> listeners;

    GraphOutbox(Graph graph, List<EdgeListener> listeners) {
        this.graph = graph;
        this.listeners = listeners;
    }

    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void deliver() {
        try {
            while (deliverBatch() == BATCH) {
                // more are waiting
            }
        } catch (RuntimeException failed) {
            var store = Problems.storeDown(failed).orElseThrow(() -> failed);
            LOG.warn("the outbox of the graph waits: {} is down", store);
        }
    }

    private int deliverBatch() {
        var due = graph.read(DUE, Map.of("most", BATCH));
        var versions = new HashMap<Long, Long>();
        for (var note : due) {
            for (var end : List.of("sources", "targets")) {
                note.get(end)
                        .asList(Value::asLong)
                        .forEach(id -> versions.merge(id, note.get("version").asLong(), Math::max));
            }
        }
        if (due.isEmpty() || !listeners.stream().allMatch(listener -> listener.changed(versions))) {
            return 0;
        }
        var ids = due.stream().map(note -> note.get("id").asLong()).toList();
        graph.write(open -> open.run(REMOVE, Map.of("ids", ids)));
        return due.size();
    }
}
