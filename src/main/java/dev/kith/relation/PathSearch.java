package dev.kith.relation;

import dev.kith.graph.FollowSteps;
import dev.kith.graph.FollowSteps.Direction;
import dev.kith.graph.FollowSteps.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Looks for the shortest way along follows: breadth first from both ends, and always on from the end where that takes less. The degrees of the
 * outermost profiles, which cost nothing to read, say which end that is; so the followers of a celebrity are read only where
 * nothing less would do. (Bidirectional search: I. Pohl, Bi-directional Search, Machine Intelligence 6, 1971.)
 */
final class PathSearch {

    private final FollowSteps steps;
    private final int budget;

    /** What came of a search. */
    sealed interface Outcome {
        /** The profiles on the way, both ends included. */
        record Found(List<Long> profiles) implements Outcome {}

        record None() implements Outcome {}

        /** More than so many follows would have had to be read. */
        record TooWide(int budget) implements Outcome {}
    }

    /** The ground covered from one end: each profile with the one from which it was reached. */
    private static final class Side {
        private final Direction direction;
        private final Map<Long, Long> reachedFrom = new HashMap<>();
        private Set<Long> outermost;

        Side(Direction direction, long end) {
            this.direction = direction;
            reachedFrom.put(end, end);
            outermost = Set.of(end);
        }

        /** The profiles from one to the end, both included. */
        List<Long> way(long from) {
            var way = new ArrayList<Long>();
            var at = from;
            for (var next = reachedFrom.get(at); next != null; next = reachedFrom.get(at)) {
                way.add(at);
                if (next == at) {
                    break;
                }
                at = next;
            }
            return way;
        }
    }

    /** @param budget how many follows may be read */
    PathSearch(FollowSteps steps, int budget) {
        this.steps = steps;
        this.budget = budget;
    }

    /** @param passable keeps, of the steps of one level, those that may lie on the way */
    Outcome find(long source, long target, int maxDepth, UnaryOperator<List<Step>> passable) {
        if (source == target) {
            return new Outcome.Found(List.of(source));
        }
        var forward = new Side(Direction.FORWARD, source);
        var backward = new Side(Direction.BACKWARD, target);
        var left = budget;
        for (int depth = 0; depth < maxDepth; depth++) {
            var side = cheaper(forward, backward);
            if (side.degree() > left) {
                return new Outcome.TooWide(budget);
            }
            var other = side.side() == forward ? backward : forward;
            left -= (int) side.degree();
            var meeting = advance(side.side(), other, passable);
            if (meeting.isPresent()) {
                return new Outcome.Found(join(forward, backward, meeting.get()));
            }
            if (side.side().outermost.isEmpty()) {
                return new Outcome.None();
            }
        }
        return new Outcome.None();
    }

    private record Cost(Side side, long degree) {}

    private Cost cheaper(Side forward, Side backward) {
        var ahead = steps.degree(forward.outermost, Direction.FORWARD);
        var behind = steps.degree(backward.outermost, Direction.BACKWARD);
        return ahead <= behind ? new Cost(forward, ahead) : new Cost(backward, behind);
    }

    /** Takes one step further on one side; answers where the two sides meet. */
    private Optional<Long> advance(Side side, Side other, UnaryOperator<List<Step>> passable) {
        var reached = new HashSet<Long>();
        var unknown = steps.from(side.outermost, side.direction).stream()
                .filter(step -> !side.reachedFrom.containsKey(step.id()))
                .toList();
        for (var step : passable.apply(unknown)) {
            side.reachedFrom.putIfAbsent(step.id(), step.from());
            if (other.reachedFrom.containsKey(step.id())) {
                return Optional.of(step.id());
            }
            reached.add(step.id());
        }
        side.outermost = reached;
        return Optional.empty();
    }

    private static List<Long> join(Side forward, Side backward, long meeting) {
        Deque<Long> way = new ArrayDeque<>();
        forward.way(meeting).forEach(way::addFirst);
        backward.way(meeting).stream().skip(1).forEach(way::addLast);
        return List.copyOf(way);
    }
}
