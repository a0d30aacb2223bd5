package dev.kith.dev;

/** A server that could not be started; the message says where it wrote why. */
public final class ServerFailure extends RuntimeException {
    ServerFailure(String message) {
        super(message);
    }

    ServerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
