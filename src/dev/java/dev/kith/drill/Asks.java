package dev.kith.drill;

import dev.kith.drill.Ask.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Edges to ask for: of every two profiles at most one, so that none of them ends or forbids another. Every tenth is a block. Those that come close after one
 * another share profiles now and then. Used by many threads at once.
 */
final class Asks {
    private static final int BLOCK_EVERY = 10;

    private final List<Long> profiles;
    private final AtomicLong next = new AtomicLong();

    /** @param seed decides who is asked for with whom, and when */
    Asks(List<Long> profiles, long seed) {
        this.profiles = new ArrayList<>(profiles);
        Collections.shuffle(this.profiles, new Random(seed));
    }

    /** Null when every pair has been given out. */
    @Nullable
    Ask next() {
        var number = next.getAndIncrement();
        var lap = number / profiles.size();
        if (2 * (lap + 1) >= profiles.size()) {
            return null;
        }
        var source = (int) (number % profiles.size());
        var target = (int) ((source + lap + 1) % profiles.size());
        var kind = (number + lap) % BLOCK_EVERY == 0 ? Kind.BLOCKS : Kind.FOLLOWS;
        return new Ask(kind, profiles.get(source), profiles.get(target));
    }
}
