package dev.kith.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Takes in follows profile by profile, and makes arrays of them: until then they take 8 bytes each. */
final class FollowsBuilder {

    private final List<long[]> followees = new ArrayList<>();
    private long[] ids = new long[1_024];

    /** @param profile with a greater id than the one before */
    void add(long profile, long[] itsFollowees) {
        var count = followees.size();
        if (count > 0 && ids[count - 1] >= profile) {
            throw new IllegalArgumentException(profile + " comes after " + ids[count - 1]);
        }
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, ids.length + ids.length / 2);
        }
        ids[count] = profile;
        followees.add(itsFollowees);
    }

    FollowArrays build() {
        var known = Arrays.copyOf(ids, followees.size());
        var others = new TreeSet<Long>();
        for (var list : followees) {
            for (var followee : list) {
                if (Arrays.binarySearch(known, followee) < 0) {
                    others.add(followee);
                }
            }
        }
        var all = others.isEmpty() ? known : merged(known, others);
        var from = new int[all.length + 1];
        var numbers = new int[followees.stream().mapToInt(list -> list.length).sum()];
        var count = 0;
        for (int number = 0, source = 0; number < all.length; number++) {
            var first = count;
            if (source < known.length && known[source] == all[number]) {
                for (var followee : followees.get(source++)) {
                    numbers[count++] = Arrays.binarySearch(all, followee);
                }
                Arrays.sort(numbers, first, count);
            }
            from[number + 1] = count;
        }
        return FollowArrays.ofFollowees(all, from, numbers);
    }

    /** Those who were followed by somebody before they were seen themselves, which is rare. */
    private static long[] merged(long[] known, Set<Long> others) {
        var all = Arrays.copyOf(known, known.length + others.size());
        var next = known.length;
        for (var other : others) {
            all[next++] = other;
        }
        Arrays.sort(all);
        return all;
    }
}
