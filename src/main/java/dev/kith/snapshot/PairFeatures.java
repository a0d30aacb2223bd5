package dev.kith.snapshot;

import dev.kith.snapshot.FollowArrays.Span;

/**
 * What lies between two profiles, for models to learn from.
 *
 * @param mutualFollows how many the source follows who follow the target
 * @param sourceFollowing how many the source follows
 * @param targetFollowers how many follow the target
 * @param jaccard of those whom the source follows and those who follow the target: the share that is in both sets (Jaccard 1901)
 * @param adamicAdar over those whom both have, the sum of 1 / ln(2 + how many they follow): who follows few says more (after Adamic and Adar, Friends and
 *     neighbors on the Web, 2003; 2 is added so that it is defined for all)
 */
record PairFeatures(int mutualFollows, int sourceFollowing, int targetFollowers, double jaccard, double adamicAdar) {

    /** Of two of whom one is not known. */
    static PairFeatures apart(int sourceFollowing, int targetFollowers) {
        return new PairFeatures(0, sourceFollowing, targetFollowers, 0, 0);
    }

    static PairFeatures of(FollowArrays follows, int source, int target) {
        var following = follows.followees(source).size();
        var followers = follows.followers(target).size();
        var mutual = follows.mutual(source, target);
        var weight = 0.0;
        for (var one : mutual) {
            weight += weight(follows.followees(one));
        }
        var either = following + followers - mutual.length;
        return new PairFeatures(
                mutual.length, following, followers, either == 0 ? 0 : (double) mutual.length / either, weight);
    }

    /** Of one whom both have. */
    private static double weight(Span followees) {
        return 1 / Math.log(2 + followees.size());
    }
}
