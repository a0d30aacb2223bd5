package dev.kith.cache;

import dev.kith.graph.Standing;
import dev.kith.graph.StandingDifference;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a profile's standing, and what the graph says.
 *
 * @param answers whether Redis does
 * @param newest the newest version of its edges that Redis knows; null for none
 * @param redis the standing that lies in Redis, of whatever version
 * @param here the one that this process keeps, of whatever version
 * @param present as of now, from the graph
 */
public record StandingSight(
        boolean answers,
        @Nullable Long newest,
        @Nullable Standing redis,
        @Nullable Standing here,
        Standing present) {

    /** What comes of it for who reads. */
    public enum Verdict {
        /** What is kept says what the graph says. */
        SAME,
        /** What is kept is served, and says something else. */
        DIFFERS,
        /** What is kept is of another version than the newest: nobody is served from it. */
        PASSED_OVER,
        /** Nothing is kept, or all is as the graph says it is each time. */
        NOTHING_KEPT,
        /** There are too many edges to be kept; the graph is asked each time. */
        TOO_MANY,
        /** Redis does not answer; the graph is asked each time. */
        NO_REDIS
    }

    public Verdict verdict() {
        if (!answers) {
            return Verdict.NO_REDIS;
        }
        var served = served();
        if (served == null) {
            return redis == null && here == null ? Verdict.NOTHING_KEPT : Verdict.PASSED_OVER;
        }
        if (!served.complete() && !present.complete()) {
            return Verdict.TOO_MANY;
        }
        return isSame(served) ? Verdict.SAME : Verdict.DIFFERS;
    }

    /** From which who reads is served; null when that is the graph. */
    public @Nullable Standing served() {
        if (counts(here)) {
            return here;
        }
        return counts(redis) ? redis : null;
    }

    /** Set by set, how what is served differs from what the graph says; nothing where nothing is served. */
    public List<StandingDifference> differences() {
        var served = served();
        return served == null ? List.of() : StandingDifference.between(served, present);
    }

    private boolean counts(@Nullable Standing kept) {
        return kept != null && Objects.equals(newest, kept.version());
    }

    private boolean isSame(Standing served) {
        return served.version() == present.version()
                && served.complete() == present.complete()
                && served.isPrivate() == present.isPrivate()
                && served.deleted() == present.deleted()
                && StandingDifference.between(served, present).stream().allMatch(StandingDifference::same);
    }
}
