package dev.kith.id;

import com.github.f4b6a3.tsid.TsidFactory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes ids: 42 bits of milliseconds since {@link #EPOCH}, then 10 bits of node and 12 of counter (TSID). Positive until 2069.
 * The node is leased, so that two instances never make the same id.
 */
@Singleton
public final class Ids {

    /** Ids carry no time before this one. */
    public static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private static final int LOW_BITS = 22;

    private final NodeLease lease;
    private final Clock clock;
    private final RandomGenerator random;
    private volatile @Nullable NodeFactory current;

    private record NodeFactory(int node, TsidFactory factory) {}

    Ids(NodeLease lease, Clock clock, RandomGenerator random) {
        this.lease = lease;
        this.clock = clock;
        this.random = random;
    }

    /** Makes an id for something that begins to exist now. */
    public long next() {
        return factory(lease.node()).create().toLong();
    }

    /**
     * Makes an id for something that began to exist elsewhere, at {@code createdAt}. Its low bits are random: in the rare case that
     * the id is taken (1 in 4 million for two of the same millisecond) the insert finds out.
     */
    public long at(Instant createdAt) {
        return firstAt(createdAt) | random.nextLong(1L << LOW_BITS);
    }

    /** The least id that an id of this millisecond can be. */
    public static long firstAt(Instant time) {
        return (time.toEpochMilli() - EPOCH.toEpochMilli()) << LOW_BITS;
    }

    /** When the thing with this id began to exist, to the millisecond. */
    public static Instant timeOf(long id) {
        return EPOCH.plusMillis(id >>> LOW_BITS);
    }

    private TsidFactory factory(int node) {
        var known = current;
        if (known == null || known.node() != node) {
            known = new NodeFactory(
                    node,
                    TsidFactory.builder()
                            .withNodeBits(10)
                            .withNode(node)
                            .withClock(clock)
                            .withCustomEpoch(EPOCH)
                            .build());
            current = known;
        }
        return known.factory();
    }
}
