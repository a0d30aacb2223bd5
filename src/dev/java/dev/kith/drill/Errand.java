package dev.kith.drill;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One write that a caller asks for.
 *
 * @param json its body; null for none
 * @param expected the status that acknowledges it
 * @param acknowledged is given the body of that answer
 */
record Errand(String method, String path, @Nullable String json, int expected, Consumer<String> acknowledged) {

    /** What callers ask for, one after the other. Used by all of them at once. */
    @FunctionalInterface
    interface Source {

        /** Null when there is nothing left to ask for. */
        @Nullable
        Errand next(int caller);
    }

    @Override
    public String toString() {
        return method + ' ' + path;
    }
}
