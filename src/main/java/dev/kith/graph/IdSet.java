package dev.kith.graph;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** A set of ids, perhaps each with a time in ms, or with another id: two arrays, since millions of these are kept. */
public final class IdSet {

    public static final IdSet EMPTY = new IdSet(new long[0], new long[0]);

    private final long[] ids;
    private final long[] times;

    /** @param times as many as there are ids, or none */
    private IdSet(long[] ids, long[] times) {
        this.ids = ids;
        this.times = times;
    }

    /** @param rows an id each, or an id and its time; what follows is passed over */
    static IdSet of(long[][] rows) {
        if (rows.length == 0) {
            return EMPTY;
        }
        Arrays.sort(rows, (one, other) -> Long.compare(one[0], other[0]));
        var ids = Arrays.stream(rows).mapToLong(row -> row[0]).toArray();
        return new IdSet(
                ids,
                rows[0].length < 2
                        ? EMPTY.times
                        : Arrays.stream(rows).mapToLong(row -> row[1]).toArray());
    }

    public boolean has(long id) {
        return Arrays.binarySearch(ids, id) >= 0;
    }

    /** The time of an id, if that is here. */
    public OptionalLong time(long id) {
        var place = Arrays.binarySearch(ids, id);
        return place < 0 || times.length == 0 ? OptionalLong.empty() : OptionalLong.of(times[place]);
    }

    /** Those of the times here that are later than this one. */
    public LongStream timesAfter(long time) {
        return Arrays.stream(times).filter(one -> one > time);
    }

    public List<Long> toList() {
        return Arrays.stream(ids).boxed().toList();
    }

    public int size() {
        return ids.length;
    }

    /** Those of the ids here that another set has not, or with another time. */
    public List<Long> without(IdSet other) {
        return Arrays.stream(ids)
                .filter(id -> !other.has(id) || !time(id).equals(other.time(id)))
                .boxed()
                .toList();
    }

    /** How many numbers it holds. */
    int weight() {
        return ids.length + times.length;
    }

    int bytes() {
        return 2 * Integer.BYTES + weight() * Long.BYTES;
    }

    void write(ByteBuffer bytes) {
        write(bytes, ids);
        write(bytes, times);
    }

    static IdSet read(ByteBuffer bytes) {
        return new IdSet(readLongs(bytes), readLongs(bytes));
    }

    private static void write(ByteBuffer bytes, long[] longs) {
        bytes.putInt(longs.length).asLongBuffer().put(longs);
        bytes.position(bytes.position() + longs.length * Long.BYTES);
    }

    private static long[] readLongs(ByteBuffer bytes) {
        var longs = new long[bytes.getInt()];
        bytes.asLongBuffer().get(longs);
        bytes.position(bytes.position() + longs.length * Long.BYTES);
        return longs;
    }
}
