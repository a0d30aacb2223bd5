package dev.kith.snapshot;

import java.util.Arrays;

/**
 * Who follows whom, as of one moment: never changed. Profiles are numbered from 0 in the order of their ids. Of each profile those whom it follows stand
 * beside each other, and those who follow it, both in ascending order: 8 bytes a follow, both ways, and 16 a profile.
 */
public final class FollowArrays {

    private final long[] ids;
    private final int[] followeesFrom;
    private final int[] followees;
    private final int[] followersFrom;
    private final int[] followers;

    /** Numbers of profiles in ascending order: a part of an array, which is not copied. */
    public static final class Span {

        private final int[] all;
        private final int from;
        private final int to;

        private Span(int[] all, int from, int to) {
            this.all = all;
            this.from = from;
            this.to = to;
        }

        public int size() {
            return to - from;
        }

        public int get(int index) {
            return all[from + index];
        }

        public boolean has(int profile) {
            return Arrays.binarySearch(all, from, to, profile) >= 0;
        }
    }

    private FollowArrays(long[] ids, int[] followeesFrom, int[] followees, int[] followersFrom, int[] followers) {
        this.ids = ids;
        this.followeesFrom = followeesFrom;
        this.followees = followees;
        this.followersFrom = followersFrom;
        this.followers = followers;
    }

    /**
     * Of follows in any order. Those that come twice count once, those of oneself not at all.
     *
     * @param sources ids of the followers
     * @param targets ids of whom they follow, in the same order
     */
    public static FollowArrays of(long[] sources, long[] targets) {
        var ids = Arrays.copyOf(sources, sources.length + targets.length);
        System.arraycopy(targets, 0, ids, sources.length, targets.length);
        ids = Arrays.stream(ids).sorted().distinct().toArray();
        var follows = new long[sources.length];
        var count = 0;
        for (int i = 0; i < sources.length; i++) {
            if (sources[i] != targets[i]) {
                follows[count++] = ((long) Arrays.binarySearch(ids, sources[i]) << Integer.SIZE)
                        | Arrays.binarySearch(ids, targets[i]);
            }
        }
        return ofSorted(
                ids, Arrays.stream(follows, 0, count).sorted().distinct().toArray());
    }

    /** @param follows follower and followee in one number each, in ascending order */
    private static FollowArrays ofSorted(long[] ids, long[] follows) {
        var followeesFrom = new int[ids.length + 1];
        var followersFrom = new int[ids.length + 1];
        for (var follow : follows) {
            followeesFrom[follower(follow) + 1]++;
            followersFrom[followee(follow) + 1]++;
        }
        Arrays.parallelPrefix(followeesFrom, Integer::sum);
        Arrays.parallelPrefix(followersFrom, Integer::sum);
        var followees = new int[follows.length];
        var followers = new int[follows.length];
        var next = followersFrom.clone();
        for (int i = 0; i < follows.length; i++) {
            followees[i] = followee(follows[i]);
            followers[next[followee(follows[i])]++] = follower(follows[i]);
        }
        return new FollowArrays(ids, followeesFrom, followees, followersFrom, followers);
    }

    private static int follower(long follow) {
        return (int) (follow >>> Integer.SIZE);
    }

    private static int followee(long follow) {
        return (int) follow;
    }

    public int profiles() {
        return ids.length;
    }

    public int follows() {
        return followees.length;
    }

    /** How many bytes all of it takes. */
    public long bytes() {
        return Long.BYTES * (long) ids.length
                + Integer.BYTES
                        * ((long) followeesFrom.length + followersFrom.length + followees.length + followers.length);
    }

    /** The number of the profile with this id; negative when it neither follows nor is followed. */
    public int number(long id) {
        return Arrays.binarySearch(ids, id);
    }

    public long id(int profile) {
        return ids[profile];
    }

    /** Whom a profile follows. */
    public Span followees(int profile) {
        return new Span(followees, followeesFrom[profile], followeesFrom[profile + 1]);
    }

    /** Who follows a profile. */
    public Span followers(int profile) {
        return new Span(followers, followersFrom[profile], followersFrom[profile + 1]);
    }
}
