package dev.kith.console;

/**
 * How something compares.
 *
 * @param style the class that pages give it
 */
record Verdict(String word, String style) {

    static final Verdict SAME = new Verdict("same", "is-up");
    static final Verdict NOTHING_KEPT = info("nothing kept");

    /** What is wrong. */
    static Verdict bad(String word) {
        return new Verdict(word, "is-down");
    }

    /** What may be wrong. */
    static Verdict warning(String word) {
        return new Verdict(word, "is-warning");
    }

    /** What is neither. */
    static Verdict info(String word) {
        return new Verdict(word, "is-info");
    }
}
