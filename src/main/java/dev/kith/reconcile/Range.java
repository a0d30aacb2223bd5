package dev.kith.reconcile;

import org.jspecify.annotations.Nullable;

/** Ids after one and up to another. */
record Range(long after, long to) {

    static final Range ALL = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

    static Range of(@Nullable Long after, @Nullable Long to) {
        return new Range(after == null ? ALL.after : after, to == null ? ALL.to : to);
    }

    boolean has(long id) {
        return id > after && id <= to;
    }
}
