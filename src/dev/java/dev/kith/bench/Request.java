package dev.kith.bench;

import java.util.random.RandomGenerator;

/** One HTTP request without a body, and the status that answers it when all is well. */
record Request(String method, String path, int expected) {

    /** What callers ask for, one after the other. Used by many threads at once. */
    @FunctionalInterface
    interface Source {
        Request next(RandomGenerator random);
    }

    static Request get(String path) {
        return new Request("GET", path, 200);
    }
}
