package dev.kith.snapshot;

import dev.kith.snapshot.FollowArrays.Span;

/**
 * What lies between two profiles, for models to learn from.
 *
 * @param mutualFollows how many the source follows who follow the target
 * @param sourceFollowing how many the source follows
 * @param targetFollowers how many follow the target
 * @param jaccard of these two sets: the share that both have (Jaccard 1901)
 * @param adamicAdar over those whom both have, the sum of 1 / ln(2 + how many they follow): who follows few says more (after Adamic and Adar, Friends and
 *     neighbors on the Web, 2003; 2 is added so that it is defined for all)
 */
record PairFeatures(int mutualFollows, int sourceFollowing, int targetFollowers, double jaccard, double adamicAdar) {

    static PairFeatures of(FollowArrays follows, int source, int target) {
        var there = follows.followees(source);
        var back = follows.followers(target);
        var mutual = 0;
        var weight = 0.0;
        var i = 0;
        var j = 0;
        while (i < there.size() && j < back.size()) {
            var one = there.get(i);
            var other = back.get(j);
            if (one == other) {
                mutual++;
                weight += weight(follows.followees(one));
            }
            i += one <= other ? 1 : 0;
            j += other <= one ? 1 : 0;
        }
        var either = there.size() + back.size() - mutual;
        return new PairFeatures(mutual, there.size(), back.size(), either == 0 ? 0 : (double) mutual / either, weight);
    }

    /** Of one whom both have. */
    private static double weight(Span followees) {
        return 1 / Math.log(2 + followees.size());
    }
}
