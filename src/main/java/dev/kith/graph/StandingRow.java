package dev.kith.graph;

import java.util.Arrays;
import java.util.stream.Stream;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** Reads a row of {@code standings.cypher}. */
final class StandingRow {

    private StandingRow() {}

    /** @param most how many edges of a kind were asked for; where there are as many, there may be more */
    static Standing read(Record row, int most) {
        var complete = Stream.of("follows", "blocking", "blockedBy", "muting", "connected", "communities", "kept")
                .allMatch(column -> row.get(column).size() < most);
        var bare = Standing.bare(
                row.get("version").asLong(),
                complete,
                row.get("private").asBoolean(),
                row.get("deleted").asBoolean());
        if (!complete) {
            return bare;
        }
        var follows = numbers(row, "follows");
        var kept = numbers(row, "kept");
        return new Standing(
                bare.version(),
                true,
                bare.isPrivate(),
                bare.deleted(),
                IdSet.of(Arrays.stream(follows).filter(edge -> edge[3] == 0).toArray(long[][]::new)),
                IdSet.of(Arrays.stream(follows).filter(edge -> edge[3] == 1).toArray(long[][]::new)),
                IdSet.of(numbers(row, "blocking")),
                IdSet.of(numbers(row, "blockedBy")),
                IdSet.of(numbers(row, "muting")),
                IdSet.of(numbers(row, "connected")),
                IdSet.of(numbers(row, "communities")),
                IdSet.of(kept),
                floors(Stream.concat(Arrays.stream(follows), Arrays.stream(kept))));
    }

    /** Of edges whose third number is a floor, 0 for none. */
    private static IdSet floors(Stream<long[]> edges) {
        return IdSet.of(edges.filter(edge -> edge[2] > 0)
                .map(edge -> new long[] {edge[0], edge[2]})
                .toArray(long[][]::new));
    }

    /** A list of lists of numbers; null stands for what never comes. */
    private static long[][] numbers(Record row, String column) {
        return row.get(column).asList(StandingRow::numbers).toArray(long[][]::new);
    }

    private static long[] numbers(Value list) {
        return list.asList(number -> number.isNull() ? Long.MAX_VALUE : number.asLong()).stream()
                .mapToLong(Long::longValue)
                .toArray();
    }
}
