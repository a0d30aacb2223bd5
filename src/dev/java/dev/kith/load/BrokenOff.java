package dev.kith.load;

/** An import cannot go on, in words for whoever asked for it. What was taken in stays, and it is safe to begin anew. */
public final class BrokenOff extends RuntimeException {
    BrokenOff(String message) {
        super(message);
    }
}
