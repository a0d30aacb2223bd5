package dev.kith.bench;

import dev.kith.load.FollowLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The part of a network that is asked about again and again: the ends of follows taken at random. So those who follow or are followed much are more
 * likely to be in it, as they are more likely to be looked at.
 */
final class WorkingSet implements Circle {
    private final List<Long> members;
    private final Set<Pair> follows = new HashSet<>();
    private final List<Pair> listed;

    private WorkingSet(List<Long> members, List<FollowLine> network) {
        this.members = members;
        var numbers = numbers(members);
        for (var follow : network) {
            var follower = numbers.get(follow.source());
            var followee = numbers.get(follow.target());
            if (follower != null && followee != null) {
                follows.add(new Pair(follower, followee));
            }
        }
        listed = List.copyOf(follows);
    }

    /** As many of a network as there are, up to a size; the same for the same seed. */
    static WorkingSet of(List<FollowLine> network, int size, long seed) {
        var shuffled = new ArrayList<>(network);
        Collections.shuffle(shuffled, new Random(seed));
        var members = new ArrayList<Long>();
        var known = new HashSet<Long>();
        for (var follow : shuffled) {
            for (var end : List.of(follow.source(), follow.target())) {
                if (members.size() < size && known.add(end)) {
                    members.add(end);
                }
            }
        }
        return new WorkingSet(List.copyOf(members), network);
    }

    private static Map<Long, Integer> numbers(List<Long> members) {
        var numbers = new HashMap<Long, Integer>();
        for (int i = 0; i < members.size(); i++) {
            numbers.put(members.get(i), i);
        }
        return numbers;
    }

    /** What the network calls them, in their order. */
    List<Long> members() {
        return members;
    }

    @Override
    public int size() {
        return members.size();
    }

    @Override
    public boolean follows(int follower, int followee) {
        return follows.contains(new Pair(follower, followee));
    }

    @Override
    public Pair anyFollow(RandomGenerator random) {
        return listed.get(random.nextInt(listed.size()));
    }
}
