package dev.kith.snapshot;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Who follows whom, as of one moment: never changed. Profiles are numbered from 0 in the order of their ids. Of each profile those whom it follows stand
 * beside each other, and those who follow it, both in ascending order: 8 bytes a follow, both ways, and 16 a profile. What comes later is laid over these
 * arrays, which are then shared: profiles that come later are numbered in the order in which they come.
 */
public final class FollowArrays {

    private static final Span NONE = new Span(new int[0], 0, 0);

    private final long[] ids;
    private final int[] followeesFrom;
    private final int[] followees;
    private final int[] followersFrom;
    private final int[] followers;
    private final @Nullable Overlay overlay;

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

        IntStream stream() {
            return Arrays.stream(all, from, to);
        }
    }

    private FollowArrays(
            long[] ids,
            int[] followeesFrom,
            int[] followees,
            int[] followersFrom,
            int[] followers,
            @Nullable Overlay overlay) {
        this.overlay = overlay;
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
        var followees = new int[follows.length];
        for (int i = 0; i < follows.length; i++) {
            followeesFrom[(int) (follows[i] >>> Integer.SIZE) + 1]++;
            followees[i] = (int) follows[i];
        }
        Arrays.parallelPrefix(followeesFrom, Integer::sum);
        return ofFollowees(ids, followeesFrom, followees);
    }

    /**
     * Of lists of followees that stand one after the other; the arrays are its own from now on.
     *
     * @param ids in ascending order
     * @param followeesFrom where in {@code followees} those of each profile begin, and at last where they end
     */
    static FollowArrays ofFollowees(long[] ids, int[] followeesFrom, int[] followees) {
        var followersFrom = new int[ids.length + 1];
        for (var followee : followees) {
            followersFrom[followee + 1]++;
        }
        Arrays.parallelPrefix(followersFrom, Integer::sum);
        var followers = new int[followees.length];
        var next = followersFrom.clone();
        for (int follower = 0; follower < ids.length; follower++) {
            for (int i = followeesFrom[follower]; i < followeesFrom[follower + 1]; i++) {
                followers[next[followees[i]]++] = follower;
            }
        }
        return new FollowArrays(ids, followeesFrom, followees, followersFrom, followers, null);
    }

    /** The same arrays with something else laid over them. */
    FollowArrays under(Overlay changed) {
        return new FollowArrays(ids, followeesFrom, followees, followersFrom, followers, changed);
    }

    /** What is laid over the arrays. */
    Overlay overlay() {
        return overlay == null ? new Overlay(followees.length) : overlay;
    }

    public int profiles() {
        return ids.length + (overlay == null ? 0 : overlay.ids().size());
    }

    public int follows() {
        return overlay == null ? followees.length : overlay.follows();
    }

    /** How many bytes the arrays take; what is laid over them is small beside that, or soon becomes a part of them. */
    public long bytes() {
        return Long.BYTES * (long) ids.length
                + Integer.BYTES
                        * ((long) followeesFrom.length + followersFrom.length + followees.length + followers.length);
    }

    /** The number of the profile with this id; negative when it is not known. */
    public int number(long id) {
        var number = Arrays.binarySearch(ids, id);
        return number >= 0 || overlay == null ? number : overlay.numbers().getOrDefault(id, number);
    }

    public long id(int profile) {
        return profile < ids.length || overlay == null
                ? ids[profile]
                : overlay.ids().get(profile - ids.length);
    }

    /** Whom a profile follows. */
    public Span followees(int profile) {
        return overlay == null
                ? new Span(followees, followeesFrom[profile], followeesFrom[profile + 1])
                : overlaid(profile, overlay.followees().get(profile), followeesFrom, followees);
    }

    /** Who follows a profile. */
    public Span followers(int profile) {
        return overlay == null
                ? new Span(followers, followersFrom[profile], followersFrom[profile + 1])
                : overlaid(profile, overlay.followers().get(profile), followersFrom, followers);
    }

    /** Who is followed by one and follows another, in ascending order. */
    public int[] mutual(int source, int target) {
        var there = followees(source);
        var back = followers(target);
        var mutual = new int[Math.min(there.size(), back.size())];
        var count = 0;
        for (int i = 0, j = 0; i < there.size() && j < back.size(); ) {
            var one = there.get(i);
            var other = back.get(j);
            if (one == other) {
                mutual[count++] = one;
            }
            i += one <= other ? 1 : 0;
            j += other <= one ? 1 : 0;
        }
        return Arrays.copyOf(mutual, count);
    }

    private Span overlaid(int profile, int @Nullable [] changed, int[] from, int[] all) {
        if (changed != null) {
            return new Span(changed, 0, changed.length);
        }
        return profile < ids.length ? new Span(all, from[profile], from[profile + 1]) : NONE;
    }
}
