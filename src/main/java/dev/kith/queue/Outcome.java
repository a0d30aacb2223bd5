package dev.kith.queue;

/** What came of a message. */
sealed interface Outcome {

    /** Its effect is there. */
    record Done() implements Outcome {}

    /** Its effect failed, and may do better later. */
    record Failed(String reason) implements Outcome {}

    /** It will never do. */
    record Dead(String reason) implements Outcome {}

    /** Nobody could try: this instance ends. */
    record Released() implements Outcome {}
}
