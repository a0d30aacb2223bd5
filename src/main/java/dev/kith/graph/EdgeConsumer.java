package dev.kith.graph;

import dev.kith.graph.EdgeCommand.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Learns that edges have changed, soon afterwards and perhaps elsewhere. Whoever must know before the change is answered is an {@link EdgeListener}. The edges
 * that go with a deleted profile are not told one by one: its row in Postgres tells of that.
 */
public interface EdgeConsumer {

    /** Of which changes it wants to learn. Those that nobody wants are not sent at all. */
    default Set<Kind> kinds() {
        return EnumSet.allOf(Kind.class);
    }

    /**
     * Reads how these edges stand and brings its own side in line. As with {@link dev.kith.outbox.OutboxConsumer} it may be told again, in
     * another order, and at the same time elsewhere.
     *
     * @param changes of one kind
     */
    void changed(List<EdgeChange> changes);
}
