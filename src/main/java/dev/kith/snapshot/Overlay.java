package dev.kith.snapshot;

import dev.kith.graph.SocialGraph.Pair;
import dev.kith.snapshot.FollowArrays.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What has changed since arrays were made. It is not changed either: who changes something copies what is in here, and the lists of those whom it concerns.
 *
 * @param ids of profiles that came later, in the order of their numbers
 * @param numbers the same the other way round
 * @param followees of those profiles whose followees are others now
 * @param followers the same of followers
 * @param follows how many there are now in all
 */
record Overlay(
        List<Long> ids,
        Map<Long, Integer> numbers,
        Map<Integer, int[]> followees,
        Map<Integer, int[]> followers,
        int follows) {

    Overlay(int follows) {
        this(List.of(), Map.of(), Map.of(), Map.of(), follows);
    }

    /** How many lists are not those of the arrays. */
    int size() {
        return followees.size() + followers.size();
    }

    /**
     * Follows as they stand after changes.
     *
     * @param there those that are there now, whether or not they were before
     * @param gone those that are not, whether or not they were
     * @param erased profiles of which nothing is left
     */
    static FollowArrays laidOver(
            FollowArrays former, Collection<Pair> there, Collection<Pair> gone, Collection<Long> erased) {
        var edit = new Edit(former);
        gone.forEach(edit::remove);
        there.forEach(edit::add);
        erased.forEach(edit::erase);
        return edit.done();
    }

    /** Collects what becomes of whose lists. */
    private static final class Edit {

        private final FollowArrays former;
        private final List<Long> ids;
        private final Map<Long, Integer> numbers;
        private final Map<Integer, Set<Integer>> followees = new HashMap<>();
        private final Map<Integer, Set<Integer>> followers = new HashMap<>();

        Edit(FollowArrays former) {
            this.former = former;
            this.ids = new ArrayList<>(former.overlay().ids());
            this.numbers = new HashMap<>(former.overlay().numbers());
        }

        void add(Pair follow) {
            var follower = known(follow.source());
            var followee = known(follow.target());
            of(followees, follower, former::followees).add(followee);
            of(followers, followee, former::followers).add(follower);
        }

        void remove(Pair follow) {
            var follower = number(follow.source());
            var followee = number(follow.target());
            if (follower >= 0 && followee >= 0) {
                of(followees, follower, former::followees).remove(followee);
                of(followers, followee, former::followers).remove(follower);
            }
        }

        void erase(long profile) {
            var number = number(profile);
            if (number >= 0) {
                for (var followee : List.copyOf(of(followees, number, former::followees))) {
                    of(followers, followee, former::followers).remove(number);
                }
                for (var follower : List.copyOf(of(followers, number, former::followers))) {
                    of(followees, follower, former::followees).remove(number);
                }
                of(followees, number, former::followees).clear();
                of(followers, number, former::followers).clear();
            }
        }

        private int number(long profile) {
            var number = former.number(profile);
            return number >= 0 ? number : numbers.getOrDefault(profile, -1);
        }

        private int known(long profile) {
            var number = number(profile);
            if (number < 0) {
                number = former.profiles() - former.overlay().ids().size() + ids.size();
                ids.add(profile);
                numbers.put(profile, number);
            }
            return number;
        }

        /** The list of one as it will be. */
        private Set<Integer> of(Map<Integer, Set<Integer>> lists, int profile, IntFunction<Span> list) {
            return lists.computeIfAbsent(profile, _ -> {
                var set = new HashSet<Integer>();
                if (profile < former.profiles()) {
                    list.apply(profile).stream().forEach(set::add);
                }
                return set;
            });
        }

        FollowArrays done() {
            var follows = former.follows();
            for (var changed : followees.entrySet()) {
                var before = changed.getKey() < former.profiles()
                        ? former.followees(changed.getKey()).size()
                        : 0;
                follows += changed.getValue().size() - before;
            }
            return former.under(new Overlay(
                    List.copyOf(ids),
                    Map.copyOf(numbers),
                    merged(former.overlay().followees(), followees),
                    merged(former.overlay().followers(), followers),
                    follows));
        }

        private static Map<Integer, int[]> merged(Map<Integer, int[]> before, Map<Integer, Set<Integer>> changed) {
            var merged = new HashMap<>(before);
            changed.forEach((profile, list) -> merged.put(
                    profile, list.stream().mapToInt(Integer::intValue).sorted().toArray()));
            return merged;
        }
    }

    /** The same follows without anything laid over them. */
    static FollowArrays flat(FollowArrays laidOver) {
        var builder = new FollowsBuilder();
        IntStream.range(0, laidOver.profiles())
                .boxed()
                .sorted((one, other) -> Long.compare(laidOver.id(one), laidOver.id(other)))
                .forEach(profile -> builder.add(
                        laidOver.id(profile),
                        laidOver.followees(profile).stream()
                                .mapToLong(laidOver::id)
                                .toArray()));
        return Objects.requireNonNull(builder.build());
    }
}
