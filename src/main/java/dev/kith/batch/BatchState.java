package dev.kith.batch;

/** How far a batch has come. One whose pairs are still received is seen by nobody. */
enum BatchState {
    RECEIVING,
    QUEUED,
    RUNNING,
    COMPLETED,
    CANCELLED;

    /** Whether nothing more is done of it. */
    boolean isFinal() {
        return this == COMPLETED || this == CANCELLED;
    }
}
