package dev.kith.recommendation;

import dev.kith.snapshot.FollowArrays;
import dev.kith.snapshot.FollowArrays.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Works out whom a profile may want to follow: those whom its followees follow, and those who follow it. Each is scored by three things, the first two relative to
 * the best of all candidates: how telling those are through whom it is known (Adamic and Adar, Friends and neighbors on the Web, 2003), how often short random walks along
 * follows come by (personalised PageRank by Monte Carlo: Fogaras et al., Towards scaling fully personalized PageRank, 2005; in use: Gupta et al., WTF: The Who to Follow
 * service at Twitter, 2013), and whether it follows already. Not for several threads.
 */
public final class Suggester {

    /** Of a profile's followees, of each one's followees, and of its followers at most so many are looked at, evenly spread. */
    private static final int FOLLOWEES = 500;

    private static final int PER_FOLLOWEE = 500;
    private static final int FOLLOWERS = 1_000;

    /** Chosen on other seeds than are reported. */
    private static final double FOLLOWS_BACK = 1;

    private static final double ADAMIC_ADAR = 0.5;
    private static final double PAGE_RANK = 0.2;

    private static final int STEPS = 1_000;
    private static final double END_OF_WALK = 0.3;

    private final FollowArrays follows;
    private final long seed;
    private final Tally tally = new Tally();

    /**
     * One who may be recommended.
     *
     * @param profile its number
     * @param mutual how many whom the profile follows follow it, of those looked at
     * @param followsBack whether it follows the profile
     */
    public record Suggestion(int profile, double score, int mutual, boolean followsBack) {

        /** The best first; ties by id, in whose order numbers are. */
        static final Comparator<Suggestion> BEST_FIRST =
                Comparator.comparingDouble(Suggestion::score).reversed().thenComparingInt(Suggestion::profile);
    }

    /**
     * Of these follows.
     *
     * @param seed of the walks; the same suggestions for the same seed
     */
    public Suggester(FollowArrays follows, long seed) {
        this.follows = follows;
        this.seed = seed;
    }

    /** The best of the candidates, none of them followed, the best first. */
    public List<Suggestion> suggest(int profile, int most) {
        var followees = follows.followees(profile);
        var followers = follows.followers(profile);
        gather(profile, followees, followers);
        walk(profile);
        var weights = 0f;
        var visits = 0f;
        for (int i = 0; i < tally.size(); i++) {
            var place = tally.placeOf(i);
            if (!tally.isExcluded(place)) {
                weights = Math.max(weights, tally.weight(place));
                visits = Math.max(visits, tally.visits(place));
            }
        }
        var best = new PriorityQueue<>(Suggestion.BEST_FIRST.reversed());
        var least = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < tally.size(); i++) {
            var place = tally.placeOf(i);
            if (tally.isExcluded(place)) {
                continue;
            }
            var back =
                    tally.followsBack(place) || (followers.size() > FOLLOWERS && followers.has(tally.candidate(place)));
            var score = (back ? FOLLOWS_BACK : 0)
                    + ADAMIC_ADAR * share(tally.weight(place), weights)
                    + PAGE_RANK * share(tally.visits(place), visits);
            if (score >= least) {
                best.add(new Suggestion(tally.candidate(place), score, tally.mutual(place), back));
                if (best.size() > most) {
                    best.remove();
                    least = best.element().score();
                }
            }
        }
        var list = new ArrayList<>(best);
        list.sort(Suggestion.BEST_FIRST);
        return list;
    }

    private void gather(int profile, Span followees, Span followers) {
        tally.clear();
        var step = stride(followees, FOLLOWEES);
        for (int i = 0; i < followees.size(); i += step) {
            var theirs = follows.followees(followees.get(i));
            var weight = (float) (1 / Math.log(2 + theirs.size()));
            var theirStep = stride(theirs, PER_FOLLOWEE);
            for (int j = 0; j < theirs.size(); j += theirStep) {
                tally.know(theirs.get(j), weight);
            }
        }
        var backStep = stride(followers, FOLLOWERS);
        for (int i = 0; i < followers.size(); i += backStep) {
            tally.back(followers.get(i));
        }
        tally.exclude(profile);
        for (int i = 0; i < followees.size(); i++) {
            tally.exclude(followees.get(i));
        }
    }

    /** Walks from the profile again and again, until so many steps are made. */
    private void walk(int profile) {
        if (follows.followees(profile).size() == 0) {
            return;
        }
        var random = new SplittableRandom(seed * 31 + follows.id(profile));
        var at = profile;
        for (int i = 0; i < STEPS; i++) {
            var next = follows.followees(at);
            if (next.size() == 0) {
                at = profile;
                continue;
            }
            at = next.get(random.nextInt(next.size()));
            tally.visit(at);
            if (random.nextDouble() < END_OF_WALK) {
                at = profile;
            }
        }
    }

    private static int stride(Span span, int most) {
        return Math.max(1, Math.ceilDiv(span.size(), most));
    }

    private static double share(float of, float best) {
        return best == 0 ? 0 : of / best;
    }
}
