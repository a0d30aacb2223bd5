package dev.kith.bench;

/** Why there are no figures: something else was answered than was asked for, or nothing at all. */
final class BenchFailure extends RuntimeException {
    BenchFailure(String message) {
        super(message);
    }

    BenchFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
