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

    TimelineComparison(ListCheck lists) {
        this.lists = lists;
    }

    @Override
    public Place place() {
        return Place.TIMELINES;
    }

    @Override
    public void compare(Range range, Look look) throws InterruptedException {
        for (var home : List.of(true, false)) {
            look.through(AT_ONCE, cursor -> {
                var part = lists.next(home, cursor, AT_ONCE);
                var keys = part.lists().entrySet().stream()
                        .filter(list -> range.has(list.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
                return new Look.Part(keys, part.cursor());
            });
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
