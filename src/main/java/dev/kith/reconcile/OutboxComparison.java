package dev.kith.reconcile;

import dev.kith.graph.GraphHoldings;
import dev.kith.outbox.Outbox;
import dev.kith.outbox.Outbox.Held;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What waits in the outboxes, and the time that it may take: longer, and nobody is at it. */
@Singleton
final class OutboxComparison implements Comparison {

    private static final int AT_ONCE = 1_000;
    private static final String ROWS = "postgres ";
    private static final String NOTES = "neo4j ";

    private final Outbox outbox;
    private final GraphHoldings graph;
    private final ReconcileConfiguration configuration;
    private final Clock clock;

    OutboxComparison(Outbox outbox, GraphHoldings graph, ReconcileConfiguration configuration, Clock clock) {
        this.outbox = outbox;
        this.graph = graph;
        this.configuration = configuration;
        this.clock = clock;
    }

    @Override
    public Place place() {
        return Place.OUTBOXES;
    }

    /** Records are of things with ids; notes of the graph have ids themselves. */
    @Override
    public void compare(Range range, Look look) throws InterruptedException {
        var rows = rows(Long.MIN_VALUE, range);
        while (!rows.isEmpty()) {
            look.seen(rows.size());
            look.suspect(rows);
            look.rest();
            rows = rows.size() < AT_ONCE ? List.of() : rows(number(rows.getLast()), range);
        }
        var notes = notes(range.after());
        while (!notes.isEmpty()) {
            var some = notes.stream().filter(note -> range.has(number(note))).toList();
            look.seen(some.size());
            look.suspect(some);
            look.rest();
            notes = notes.size() < AT_ONCE || some.size() < notes.size() ? List.of() : notes(number(notes.getLast()));
        }
    }

    @Override
    public List<Finding> again(Collection<String> keys) {
        var findings = new ArrayList<Finding>();
        for (var key : keys) {
            var before = number(key) - 1;
            var found = key.startsWith(ROWS)
                    ? rows(outbox.late(before, configuration.waiting(), Range.ALL.after(), Range.ALL.to(), 1))
                    : notes(before, 1);
            found.stream().filter(finding -> finding.key().equals(key)).forEach(findings::add);
        }
        return findings;
    }

    /** They are due from now on. */
    @Override
    public void repair(List<Finding> findings) {
        outbox.release(new Held(numbers(findings, ROWS)));
        if (!numbers(findings, NOTES).isEmpty()) {
            graph.sendNotes();
        }
    }

    private List<Finding> rows(long after, Range range) {
        return rows(outbox.late(after, configuration.waiting(), range.after(), range.to(), AT_ONCE));
    }

    private static List<Finding> rows(List<Outbox.Late> late) {
        return late.stream()
                .map(record -> new Finding(
                        ROWS + record.id(),
                        Difference.STUCK,
                        "a message of type %s about %d".formatted(record.type(), record.key())))
                .toList();
    }

    private List<Finding> notes(long after) {
        return notes(after, AT_ONCE);
    }

    private List<Finding> notes(long after, int most) {
        return graph.notesFrom(clock.instant().minus(configuration.waiting()), after, most).stream()
                .map(id -> new Finding(NOTES + id, Difference.STUCK, "a note of changes of edges"))
                .toList();
    }

    private static List<Long> numbers(List<Finding> findings, String store) {
        return findings.stream()
                .filter(finding -> finding.key().startsWith(store))
                .map(OutboxComparison::number)
                .toList();
    }

    private static long number(Finding finding) {
        return number(finding.key());
    }

    private static long number(String key) {
        return Long.parseLong(key.substring(key.indexOf(' ') + 1));
    }
}
