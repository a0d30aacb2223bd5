package dev.kith.reconcile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What comes out of comparing one place. What seems to differ is only suspected: it is looked at again and again, and counts when it has differed in the same way for
 * so long that whatever was on its way must have come, and no record of an outbox says that it has not.
 */
final class Look {

    /** So many are suspected at the same time. */
    private static final int SUSPECTS = 10_000;

    static final int AT_ONCE = 500;

    private final Comparison comparison;
    private final ReconcileConfiguration configuration;
    private final Runnable heartbeat;
    private final Map<String, Finding> suspects = new LinkedHashMap<>();
    private final List<Finding> kept = new ArrayList<>();
    private long looked;
    private long divergent;
    private long unsettled;
    private boolean truncated;
    private long stepBegan = System.nanoTime();

    /**
     * Some keys.
     *
     * @param cursor where to go on; null after the last
     */
    record Part(List<String> keys, @Nullable String cursor) {}

    /** All keys that there are, part by part. */
    @FunctionalInterface
    interface Parts {

        /**
         * The next of them.
         *
         * @param cursor null for the first
         */
        Part next(@Nullable String cursor);
    }

    /** @param heartbeat is told now and then that this goes on */
    Look(Comparison comparison, ReconcileConfiguration configuration, Runnable heartbeat) {
        this.comparison = comparison;
        this.configuration = configuration;
        this.heartbeat = heartbeat;
    }

    /** Compares all that has ids in a range. */
    void over(Range range) throws InterruptedException {
        comparison.compare(range, this);
        settle();
    }

    void seen(long many) {
        looked += many;
    }

    /** Not all is looked at. */
    void cutOff() {
        truncated = true;
    }

    /** Looks at all keys that there are, one part after the other, but at no more than so many of them as is configured. */
    void through(int atOnce, Parts parts) throws InterruptedException {
        var left = configuration.keys();
        String cursor = null;
        do {
            var part = parts.next(cursor);
            cursor = part.cursor();
            var some = part.keys().stream().limit(left).toList();
            seen(some.size());
            suspect(again(comparison, some, atOnce));
            left -= some.size();
            rest();
        } while (cursor != null && left > 0);
        if (cursor != null) {
            cutOff();
        }
    }

    void suspect(Collection<Finding> findings) throws InterruptedException {
        for (var finding : findings) {
            suspects.put(finding.key(), finding);
            if (suspects.size() == SUSPECTS) {
                settle();
            }
        }
    }

    /** To be called after each step: others want something of the stores, too. */
    void rest() throws InterruptedException {
        heartbeat.run();
        var took = System.nanoTime() - stepBegan;
        Thread.sleep(Duration.ofNanos(took * configuration.rest()));
        stepBegan = System.nanoTime();
    }

    long looked() {
        return looked;
    }

    long divergent() {
        return divergent;
    }

    /** How many differed, but not for long enough in the same way. */
    long unsettled() {
        return unsettled;
    }

    boolean truncated() {
        return truncated;
    }

    List<Finding> kept() {
        return kept;
    }

    private void settle() throws InterruptedException {
        var before = Map.<String, Finding>of();
        var now = Map.copyOf(suspects);
        suspects.clear();
        for (var begun = System.nanoTime(); !now.isEmpty(); ) {
            heartbeat.run();
            Thread.sleep(configuration.pause());
            before = now;
            now = again(before.keySet());
            if (System.nanoTime() - begun >= configuration.patience().toNanos()) {
                break;
            }
        }
        count(before, now);
        stepBegan = System.nanoTime();
    }

    /** What changes from one look to the next is being written. */
    private void count(Map<String, Finding> before, Map<String, Finding> now) {
        var stand = now.values().stream()
                .filter(finding -> finding.equals(before.get(finding.key())))
                .toList();
        var underWay = comparison.underWay(stand.stream().map(Finding::key).toList());
        var counted = stand.stream()
                .filter(finding -> !underWay.contains(finding.key()))
                .sorted(Comparator.comparing(Finding::key))
                .toList();
        divergent += counted.size();
        unsettled += now.size() - counted.size();
        counted.stream().limit(configuration.kept() - kept.size()).forEach(kept::add);
    }

    private Map<String, Finding> again(Collection<String> keys) {
        return again(comparison, keys, AT_ONCE).stream().collect(Collectors.toMap(Finding::key, finding -> finding));
    }

    /** Looks at these, so many at a time. */
    private static List<Finding> again(Comparison comparison, Collection<String> keys, int atOnce) {
        var findings = new ArrayList<Finding>();
        var all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += atOnce) {
            findings.addAll(comparison.again(all.subList(from, Math.min(all.size(), from + atOnce))));
        }
        return findings;
    }
}
