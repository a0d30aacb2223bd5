package dev.kith.reconcile;

import dev.kith.graph.GraphHoldings;
import dev.kith.graph.GraphHoldings.Held;
import dev.kith.graph.GraphHoldings.Kind;
import dev.kith.outbox.Outbox;
import dev.kith.reconcile.HoldingRepository.Print;
import dev.kith.reconcile.HoldingRepository.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares rows with nodes, in ranges of their ids: of each range both stores make a print, and only where the prints differ rows and nodes are read. So
 * what is alike costs one short question to each store, and nothing but two numbers comes of it.
 */
abstract class NodeComparison implements Comparison {

    /** Rows in a range. */
    private static final int RANGE = 5_000;

    private final Kind kind;
    private final GraphHoldings graph;
    private final Outbox outbox;
    private final String changes;
    private final String repairs;

    /**
     * @param changes the type of messages that tell of changes
     * @param repairs the type of messages that have a node brought in line
     */
    NodeComparison(Kind kind, GraphHoldings graph, Outbox outbox, String changes, String repairs) {
        this.kind = kind;
        this.graph = graph;
        this.outbox = outbox;
        this.changes = changes;
        this.repairs = repairs;
    }

    abstract Print print(long after, long to, int most);

    abstract List<Row> rows(long after, long to, int most);

    abstract List<Row> rows(Collection<Long> ids);

    @Override
    public final void compare(Range range, Look look) throws InterruptedException {
        for (var after = range.after(); after < range.to(); look.rest()) {
            var rows = print(after, range.to(), RANGE);
            var last = rows.last() == null || rows.count() < RANGE ? range.to() : rows.last();
            var nodes = graph.print(kind, after, last);
            look.seen(Math.max(rows.count(), nodes.count()));
            if (!nodes.equals(new GraphHoldings.Print(rows.count(), rows.one(), rows.other()))) {
                compareOneByOne(after, last, look);
            }
            after = last;
        }
    }

    /** There may be many more nodes than rows, so both are read by parts that end where either ends first. */
    private void compareOneByOne(long after, long to, Look look) throws InterruptedException {
        for (var from = after; from < to; ) {
            var rows = rows(from, to, RANGE);
            var nodes = graph.held(kind, from, to, RANGE);
            var end = to;
            if (rows.size() == RANGE) {
                end = Math.min(end, rows.getLast().id());
            }
            if (nodes.size() == RANGE) {
                end = Math.min(end, nodes.getLast().id());
            }
            var part = new Range(from, end);
            look.suspect(findings(
                    rows.stream().filter(row -> part.has(row.id())).toList(),
                    nodes.stream().filter(node -> part.has(node.id())).toList()));
            from = end;
        }
    }

    @Override
    public final List<Finding> again(Collection<String> keys) {
        var ids = keys.stream().map(Long::valueOf).toList();
        return findings(rows(ids), graph.held(kind, ids));
    }

    @Override
    public final Set<String> underWay(Collection<String> keys) {
        var ids = keys.stream().map(Long::valueOf).toList();
        var waiting = new HashSet<>(outbox.waiting(changes, ids));
        waiting.addAll(outbox.waiting(repairs, ids));
        return waiting.stream().map(id -> Long.toString(id)).collect(Collectors.toSet());
    }

    @Override
    public final void repair(List<Finding> findings) {
        outbox.changed(repairs, findings.stream().map(Finding::id).toList());
    }

    private static List<Finding> findings(List<Row> rows, List<Held> nodes) {
        var byId = new HashMap<Long, Row>();
        rows.forEach(row -> byId.put(row.id(), row));
        var findings = new ArrayList<Finding>();
        for (var node : nodes) {
            var difference = difference(byId.remove(node.id()), node);
            if (difference != null) {
                findings.add(difference);
            }
        }
        byId.values()
                .forEach(row -> findings.add(new Finding(
                        Long.toString(row.id()),
                        Difference.MISSING,
                        "the row is %s, there is no node".formatted(said(row)))));
        return findings;
    }

    private static @Nullable Finding difference(@Nullable Row row, Held node) {
        if (row == null) {
            return new Finding(
                    Long.toString(node.id()),
                    node.edges() == 0 ? Difference.ORPHAN : Difference.ORPHAN_WITH_EDGES,
                    "there is no row, the node is %s with %d edges".formatted(said(node), node.edges()));
        }
        var difference = row.version() != node.version()
                ? row.version() > node.version() ? Difference.BEHIND : Difference.AHEAD
                : row.isPrivate() != node.isPrivate() || row.deleted() != node.deleted()
                        ? Difference.FLAGS
                        : row.deleted() && node.edges() > 0 ? Difference.EDGES_LEFT : null;
        return difference == null
                ? null
                : new Finding(
                        Long.toString(row.id()),
                        difference,
                        "the row is %s, the node %s%s"
                                .formatted(
                                        said(row),
                                        said(node),
                                        difference == Difference.EDGES_LEFT
                                                ? " and has %d edges".formatted(node.edges())
                                                : ""));
    }

    private static String said(Row row) {
        return said(row.version(), row.isPrivate(), row.deleted());
    }

    private static String said(Held node) {
        return said(node.version(), node.isPrivate(), node.deleted());
    }

    private static String said(long version, boolean isPrivate, boolean deleted) {
        return "version %d%s%s".formatted(version, isPrivate ? ", private" : "", deleted ? ", deleted" : "");
    }
}
