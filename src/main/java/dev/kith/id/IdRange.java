package dev.kith.id;

/**
 * The ids of a stretch of time.
 *
 * @param from the least of them
 * @param to the first that is none of them any more
 */
public record IdRange(long from, long to) {

    /** All ids from one on. */
    public static IdRange from(long first) {
        return new IdRange(first, Long.MAX_VALUE);
    }

    public boolean has(long id) {
        return from <= id && id < to;
    }
}
