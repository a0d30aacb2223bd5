package dev.kith.drill;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What fans asked for, and what of it was promised. Written by many threads at once, but of one fan by one at a time. */
final class FanLedger {
    private final Map<Mark, Standing> marks = new ConcurrentHashMap<>();
    private final Map<Long, Remark> promised = new ConcurrentHashMap<>();
    private final Set<Remark> asked = ConcurrentHashMap.newKeySet();
    private final AtomicLong remarks = new AtomicLong();

    /** How a mark must stand by now: after a request without a promise it may stand or not. */
    enum Standing {
        GIVEN,
        NOT_GIVEN,
        EITHER;

        boolean allows(boolean given) {
            return this == EITHER || this == (given ? GIVEN : NOT_GIVEN);
        }
    }

    void askFor(Mark mark) {
        marks.put(mark, Standing.EITHER);
    }

    void acknowledge(Mark mark, boolean given) {
        marks.put(mark, given ? Standing.GIVEN : Standing.NOT_GIVEN);
    }

    /** Something that nobody has said yet. */
    Remark askFor(long fan, long post) {
        var remark = new Remark(fan, post, "Remark " + remarks.incrementAndGet());
        asked.add(remark);
        return remark;
    }

    void acknowledge(Remark remark, long id) {
        promised.put(id, remark);
    }

    Map<Mark, Standing> marks() {
        return Map.copyOf(marks);
    }

    /** By the ids that they got. */
    Map<Long, Remark> promised() {
        return Map.copyOf(promised);
    }

    Set<Remark> asked() {
        return Set.copyOf(asked);
    }
}
