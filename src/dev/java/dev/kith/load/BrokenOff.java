package dev.kith.load;

import org.jspecify.annotations.Nullable;

/** An import cannot go on, in words for whoever asked for it. What was taken in stays, and it is safe to begin anew. */
public final class BrokenOff extends RuntimeException {
    BrokenOff(@Nullable String message) {
        super(message);
    }
}
