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

    StandingComparison(StandingCheck standings) {
        this.standings = standings;
    }

    @Override
    public Place place() {
        return Place.STANDINGS;
    }

    @Override
    public void compare(Range range, Look look) throws InterruptedException {
        look.through(AT_ONCE, cursor -> {
            var part = standings.next(cursor, AT_ONCE);
            var keys = part.profiles().stream()
                    .distinct()
                    .filter(range::has)
                    .map(id -> Long.toString(id))
                    .toList();
            return new Look.Part(keys, part.cursor());
        });
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
