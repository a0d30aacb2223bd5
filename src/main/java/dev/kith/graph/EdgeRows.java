package dev.kith.graph;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** What statements that change edges answer. */
final class EdgeRows {

    private EdgeRows() {}

    /**
     * What a row says that came of a command.
     *
     * @param cap how many follows and requests a profile may have
     */
    static EdgeResult result(Record row, int cap) {
        var outcome = row.get("outcome").asString();
        return switch (outcome) {
            case "CREATED" ->
                isRejected(row) ? new EdgeResult.Gone(true) : new EdgeResult.Stands(edge(row), true, true);
            case "CHANGED" -> new EdgeResult.Stands(edge(row), false, true);
            case "EXISTING" -> new EdgeResult.Stands(edge(row), false, false);
            case "REMOVED" -> new EdgeResult.Gone(true);
            case "ABSENT" -> new EdgeResult.Gone(false);
            case "BLOCKED" -> new EdgeResult.Blocked();
            case "HIDDEN" -> new EdgeResult.Hidden();
            case "LIMIT" -> new EdgeResult.LimitReached(cap);
            default -> throw new IllegalStateException("a statement answered " + row);
        };
    }

    private static boolean isRejected(Record row) {
        return row.containsKey("state") && row.get("state").asString().equals("REJECTED");
    }

    private static Edge edge(Record row) {
        return new Edge(
                row.containsKey("state") ? Edge.State.valueOf(row.get("state").asString()) : null,
                Objects.requireNonNull(instant(row, "since")),
                instant(row, "requestedAt"),
                instant(row, "until"));
    }

    private static @Nullable Instant instant(Record row, String column) {
        Value millis = row.get(column);
        return millis.isNull() ? null : Instant.ofEpochMilli(millis.asLong());
    }
}
