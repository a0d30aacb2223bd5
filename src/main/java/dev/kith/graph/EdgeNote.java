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
        for (int i = 0; i < kinds.size(); i++) {
            var trace = traces.get(i);
            changes.add(new EdgeChange(
                    Kind.valueOf(kinds.get(i)),
                    sources.get(i),
                    targets.get(i),
                    version,
                    trace.isEmpty() ? null : trace));
        }
        return new EdgeNote(row.get("id").asLong(), List.copyOf(changes));
    }
}
