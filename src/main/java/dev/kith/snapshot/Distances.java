package dev.kith.snapshot;

import dev.kith.snapshot.FollowArrays.Span;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Finds how many follows it takes from one profile to another, from both ends at once. Not for several threads. */
final class Distances {

    /** A way of more follows is not looked for, and none that takes more looks at follows. */
    static final int FARTHEST = 6;

    private static final int MOST_LOOKS = 20_000;

    private final FollowArrays follows;
    private final Reach there = new Reach();
    private final Reach back = new Reach();

    Distances(FollowArrays follows) {
        this.follows = follows;
    }

    /** Null when none was found within bounds. */
    @Nullable
    Integer between(int source, int target) {
        if (source == target) {
            return 0;
        }
        there.begin(source);
        back.begin(target);
        var looks = 0;
        for (int distance = 1; distance <= FARTHEST; distance++) {
            var forward = there.border() <= back.border();
            var one = forward ? there : back;
            IntFunction<Span> next = forward ? follows::followees : follows::followers;
            for (int i = one.border(); i > 0; i--) {
                var span = next.apply(one.poll());
                looks += span.size();
                if (looks > MOST_LOOKS) {
                    return null;
                }
                for (int j = 0; j < span.size(); j++) {
                    if ((forward ? back : there).has(span.get(j))) {
                        return distance;
                    }
                    one.add(span.get(j));
                }
            }
            if (one.border() == 0) {
                return null;
            }
        }
        return null;
    }
}
