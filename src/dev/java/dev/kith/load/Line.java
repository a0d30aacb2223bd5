package dev.kith.load;

import org.jspecify.annotations.Nullable;

/**
 * One record as the service takes it.
 *
 * @param otherwise the same for a user's second profile, asked for where the user owns a first one already
 */
record Line(Origin origin, String json, @Nullable String otherwise) {
    Line(Origin origin, String json) {
        this(origin, json, null);
    }
}
