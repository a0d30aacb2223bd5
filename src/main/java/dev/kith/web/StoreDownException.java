package dev.kith.web;

import org.jspecify.annotations.Nullable;

/** A store does not answer. The caller may try again; nothing was promised about what was under way. */
public final class StoreDownException extends RuntimeException {

    private final String store;

    public StoreDownException(String store, String message, @Nullable Throwable cause) {
        super(store + ": " + message, cause);
        this.store = store;
    }

    public String store() {
        return store;
    }
}
