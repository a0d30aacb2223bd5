package dev.kith.web;

import io.micronaut.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** A parameter of a query that is {@code true} or {@code false}. */
public final class Flag {

    private Flag() {}

    /**
     * Whether it is set; it is not when it is absent.
     *
     * @param bound what the parameter was taken for: whatever else was sent is taken for absent, or for false
     * @throws Problem when it is neither of the two
     */
    public static boolean isSet(HttpRequest<?> request, String name, @Nullable Boolean bound) {
        var told = request.getParameters().get(name);
        if (told != null && !told.equals(String.valueOf(bound))) {
            throw Problem.malformed(name, "must be true or false");
        }
        return Boolean.TRUE.equals(bound);
    }
}
