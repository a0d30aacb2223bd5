package dev.kith.load;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Which ids have come by. One bit each where they lie close together, as they mostly do. */
final class SeenIds {
    private static final int BITS = 16;

    private final Map<Long, BitSet> blocks = new HashMap<>();

    /** Whether this is the first time. */
    boolean add(long id) {
        var block = blocks.computeIfAbsent(id >>> BITS, at -> new BitSet());
        var place = (int) (id & ((1 << BITS) - 1));
        if (block.get(place)) {
            return false;
        }
        block.set(place);
        return true;
    }
}
