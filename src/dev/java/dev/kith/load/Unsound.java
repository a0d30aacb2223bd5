package dev.kith.load;

/** A file that is not what it should be. Nothing was done with it. */
public final class Unsound extends RuntimeException {
    Unsound(String message) {
        super(message);
    }
}
