package dev.kith.bench;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, and the status that answers it when all is well.
 *
 * @param json its body; null for none
 */
record Request(String method, String path, @Nullable String json, int expected) {

    /** What callers ask for, one after the other. Used by many threads at once. */
    @FunctionalInterface
    interface Source {
        Request next(RandomGenerator random);
    }

    Request(String method, String path, int expected) {
        this(method, path, null, expected);
    }

    static Request get(String path) {
        return new Request("GET", path, 200);
    }

    static Request post(String path, String json) {
        return new Request("POST", path, json, 200);
    }
}
