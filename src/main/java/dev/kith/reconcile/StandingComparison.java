package dev.kith.reconcile;

import dev.kith.cache.StandingCheck;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

/** The standings that Redis keeps, and the edges. */
@Singleton
final class StandingComparison implements Comparison {

    /** Few, since their nodes are locked together. */
    private static final int AT_ONCE = 100;

    private final StandingCheck standings;
    private final ReconcileConfiguration configuration;

    StandingComparison(StandingCheck standings, ReconcileConfiguration configuration) {
        this.standings = standings;
        this.configuration = configuration;
    }

    @Override
    public Place place() {
        return Place.STANDINGS;
    }

    @Override
    public void compare(Range range, Look look) throws InterruptedException {
        var left = configuration.keys();
        String cursor = null;
        do {
            var part = standings.next(cursor, AT_ONCE);
            cursor = part.cursor();
            var some = part.profiles().stream()
                    .distinct()
                    .filter(range::has)
                    .limit(left)
                    .toList();
            look.seen(some.size());
            look.suspect(
                    Look.again(this, some.stream().map(id -> Long.toString(id)).toList(), AT_ONCE));
            left -= some.size();
            look.rest();
        } while (cursor != null && left > 0);
        if (cursor != null) {
            look.cutOff();
        }
    }

    @Override
    public List<Finding> again(Collection<String> keys) {
        return standings.wrong(keys.stream().map(Long::valueOf).toList()).entrySet().stream()
                .map(entry -> new Finding(Long.toString(entry.getKey()), Difference.STALE, entry.getValue()))
                .toList();
    }

    @Override
    public void repair(List<Finding> findings) {
        standings.forget(findings.stream().map(Finding::id).toList());
    }
}
