package dev.kith.graph;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a profile's own edges say of it and all others: the facts that every page needs of its viewer.
 *
 * @param version higher than of any earlier state of these edges
 * @param complete false when it has too many edges of some kind to be held; then only the flags are of use
 * @param deleted also when there is no node
 * @param following since when
 * @param requested since when
 * @param muting until when; {@link Long#MAX_VALUE} for never
 * @param kept whom it followed before, and of whom it keeps what it saw; until when that was
 * @param floors of some of those it follows or followed: the least id of a post that belongs to its home timeline
 */
public record Standing(
        long version,
        boolean complete,
        boolean isPrivate,
        boolean deleted,
        IdSet following,
        IdSet requested,
        IdSet blocking,
        IdSet blockedBy,
        IdSet muting,
        IdSet connected,
        IdSet communities,
        IdSet kept,
        IdSet floors) {

    private static final int FORMAT = 2;

    /** Of a profile that has no node. */
    public static final Standing ABSENT = bare(0, true, false, true);

    /** One without edges. */
    static Standing bare(long version, boolean complete, boolean isPrivate, boolean deleted) {
        var none = IdSet.EMPTY;
        return new Standing(
                version, complete, isPrivate, deleted, none, none, none, none, none, none, none, none, none);
    }

    /** How it stands to another at a time. */
    public Relation to(long other, Instant now) {
        return new Relation(
                follow(other),
                connected.has(other),
                blocking.has(other),
                blockedBy.has(other),
                muting.time(other).orElse(0) > now.toEpochMilli());
    }

    /** The follow or request that leads to another. */
    public @Nullable Edge follow(long other) {
        var since = following.time(other);
        if (since.isPresent()) {
            return new Edge(Edge.State.FOLLOWING, Instant.ofEpochMilli(since.getAsLong()), null, null);
        }
        var asked = requested.time(other);
        return asked.isPresent()
                ? new Edge(Edge.State.REQUESTED, Instant.ofEpochMilli(asked.getAsLong()), null, null)
                : null;
    }

    /** How many numbers it holds: what it weighs. */
    public int weight() {
        return sets().stream().mapToInt(IdSet::weight).sum();
    }

    /** For a cache: {@link #ofBytes} reads it. */
    public byte[] toBytes() {
        var size = sets().stream().mapToInt(IdSet::bytes).sum();
        var bytes = ByteBuffer.allocate(Integer.BYTES + Long.BYTES + 3 + size);
        bytes.putInt(FORMAT)
                .putLong(version)
                .put(bit(complete))
                .put(bit(isPrivate))
                .put(bit(deleted));
        sets().forEach(set -> set.write(bytes));
        return bytes.array();
    }

    /** Null for bytes that another version of this program wrote. */
    public static @Nullable Standing ofBytes(byte[] written) {
        var bytes = ByteBuffer.wrap(written);
        if (bytes.getInt() != FORMAT) {
            return null;
        }
        return new Standing(
                bytes.getLong(),
                bytes.get() != 0,
                bytes.get() != 0,
                bytes.get() != 0,
                IdSet.read(bytes),
                IdSet.read(bytes),
                IdSet.read(bytes),
                IdSet.read(bytes),
                IdSet.read(bytes),
                IdSet.read(bytes),
                IdSet.read(bytes),
                IdSet.read(bytes),
                IdSet.read(bytes));
    }

    private List<IdSet> sets() {
        return List.of(following, requested, blocking, blockedBy, muting, connected, communities, kept, floors);
    }

    private static byte bit(boolean value) {
        return (byte) (value ? 1 : 0);
    }
}
