package dev.kith.bench;

import dev.kith.load.FollowLine;
import dev.kith.snapshot.FollowArrays;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A network of which some follows are hidden, to see who finds them again: of some profiles with ten or more follows, every tenth, taken at random.
 *
 * @param shown what is left
 * @param hidden by the follower, all by their ids
 */
record HiddenFollows(FollowArrays shown, Map<Long, Set<Long>> hidden) {

    private static final int PART = 10;

    /** The same for the same seed. */
    static HiddenFollows of(List<FollowLine> network, int profiles, long seed) {
        var followees = new HashMap<Long, List<Long>>();
        for (var follow : new HashSet<>(network)) {
            if (follow.source() != follow.target()) {
                followees
                        .computeIfAbsent(follow.source(), _ -> new ArrayList<>())
                        .add(follow.target());
            }
        }
        var random = new Random(seed);
        var asked = new ArrayList<>(followees.keySet());
        Collections.sort(asked);
        Collections.shuffle(asked, random);
        var hidden = new HashMap<Long, Set<Long>>();
        for (var one : asked) {
            var list = followees.getOrDefault(one, List.of());
            if (hidden.size() < profiles && list.size() >= PART) {
                Collections.sort(list);
                Collections.shuffle(list, random);
                hidden.put(one, Set.copyOf(list.subList(0, list.size() / PART)));
            }
        }
        return new HiddenFollows(shown(followees, hidden), hidden);
    }

    /** All of a network. */
    static FollowArrays whole(List<FollowLine> network) {
        return FollowArrays.of(
                network.stream().mapToLong(FollowLine::source).toArray(),
                network.stream().mapToLong(FollowLine::target).toArray());
    }

    private static FollowArrays shown(Map<Long, List<Long>> followees, Map<Long, Set<Long>> hidden) {
        var follows = new ArrayList<FollowLine>();
        followees.forEach((source, targets) -> {
            var gone = hidden.getOrDefault(source, Set.of());
            targets.stream()
                    .filter(target -> !gone.contains(target))
                    .forEach(target -> follows.add(new FollowLine(source, target)));
        });
        return whole(follows);
    }

    /** How many in all. */
    int size() {
        return hidden.values().stream().mapToInt(Set::size).sum();
    }

    /** Whether the one who was followed follows back, so that a hidden follow is seen from there. */
    boolean isReciprocal(long source, long target) {
        var from = shown.number(source);
        var to = shown.number(target);
        return from >= 0 && to >= 0 && shown.followees(to).has(from);
    }
}
