package dev.kith.reconcile;

import dev.kith.outbox.Outbox;
import dev.kith.reaction.CountCheck;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

/** What is counted of posts and comments, and the rows that are counted. */
@Singleton
final class CountComparison implements Comparison {

    private static final int AT_ONCE = 500;

    private final CountCheck counts;
    private final Outbox outbox;

    CountComparison(CountCheck counts, Outbox outbox) {
        this.counts = counts;
        this.outbox = outbox;
    }

    @Override
    public Place place() {
        return Place.COUNTS;
    }

    @Override
    public void compare(Range range, Look look) throws InterruptedException {
        var some = counts.items(range.after(), range.to(), AT_ONCE);
        while (!some.isEmpty()) {
            look.seen(some.size());
            look.suspect(findings(some));
            look.rest();
            some = some.size() < AT_ONCE ? List.of() : counts.items(some.getLast(), range.to(), AT_ONCE);
        }
    }

    @Override
    public List<Finding> again(Collection<String> keys) {
        return findings(keys.stream().map(Long::valueOf).toList());
    }

    @Override
    public void repair(List<Finding> findings) {
        outbox.changed(CountCheck.REPAIR, findings.stream().map(Finding::id).toList());
    }

    private List<Finding> findings(Collection<Long> items) {
        return counts.wrong(items).entrySet().stream()
                .map(entry -> new Finding(
                        Long.toString(entry.getKey()),
                        Difference.MISCOUNTED,
                        "told are %s, there are %s"
                                .formatted(
                                        entry.getValue().told(),
                                        entry.getValue().are())))
                .toList();
    }
}
