package dev.kith.graph;

import dev.kith.graph.EdgeCommand.Kind;
import java.util.ArrayList;
import java.util.List;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** What the writes of one transaction left in the outbox of the graph. */
record EdgeNote(long id, List<EdgeChange> changes) {

    static EdgeNote of(Record row) {
        var version = row.get("version").asLong();
        var kinds = row.get("kinds").asList(Value::asString);
        var sources = row.get("sources").asList(Value::asLong);
        var targets = row.get("targets").asList(Value::asLong);
        var traces = row.get("traces").asList(Value::asString);
        var changes = new ArrayList<EdgeChange>();
        for (int i = 0; i < sources.size(); i++) {
            var trace = ofAll(traces, i);
            changes.add(new EdgeChange(
                    Kind.valueOf(ofAll(kinds, i)),
                    sources.get(i),
                    targets.get(i),
                    version,
                    trace.isEmpty() ? null : trace));
        }
        return new EdgeNote(row.get("id").asLong(), List.copyOf(changes));
    }

    /** What all changes have in common is written once. */
    static List<String> once(List<String> all) {
        return all.stream().distinct().limit(2).count() == 1 ? List.of(all.getFirst()) : all;
    }

    private static String ofAll(List<String> written, int i) {
        return written.size() == 1 ? written.getFirst() : written.get(i);
    }
}
