package dev.kith.reconcile;

import dev.kith.timeline.ListCheck;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The lists of posts that Redis keeps, and the posts. */
@Singleton
final class TimelineComparison implements Comparison {

    private static final int AT_ONCE = 100;

    private final ListCheck lists;
    private final ReconcileConfiguration configuration;

    TimelineComparison(ListCheck lists, ReconcileConfiguration configuration) {
        this.lists = lists;
        this.configuration = configuration;
    }

    @Override
    public Place place() {
        return Place.TIMELINES;
    }

    @Override
    public void compare(Range range, Look look) throws InterruptedException {
        compare(range, look, true);
        compare(range, look, false);
    }

    private void compare(Range range, Look look, boolean home) throws InterruptedException {
        var left = configuration.keys();
        String cursor = null;
        do {
            var part = lists.next(home, cursor, AT_ONCE);
            cursor = part.cursor();
            var some = part.lists().entrySet().stream()
                    .filter(list -> range.has(list.getValue()))
                    .map(Map.Entry::getKey)
                    .limit(left)
                    .toList();
            look.seen(some.size());
            look.suspect(Look.again(this, some, AT_ONCE));
            left -= some.size();
            look.rest();
        } while (cursor != null && left > 0);
        if (cursor != null) {
            look.cutOff();
        }
    }

    @Override
    public List<Finding> again(Collection<String> keys) {
        return lists.wrong(keys).entrySet().stream()
                .map(entry -> new Finding(entry.getKey(), Difference.LACKS_POSTS, entry.getValue()))
                .toList();
    }

    @Override
    public void repair(List<Finding> findings) {
        lists.remove(findings.stream().map(Finding::key).toList());
    }
}
