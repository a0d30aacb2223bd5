package dev.kith.web;

import io.micronaut.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** The version of a resource as {@code ETag} and {@code If-Match} carry it (RFC 9110, strong). */
public final class EntityTag {

    private EntityTag() {}

    public static String of(int version) {
        return "\"" + version + "\"";
    }

    /** Refuses with {@code 412 stale} unless the caller's {@code If-Match} allows this version. Absent allows any. */
    public static void requireMatch(@Nullable String ifMatch, int version) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        for (var tag : ifMatch.split(",", -1)) {
            if (tag.strip().equals(of(version))) {
                return;
            }
        }
        throw Problem.of(
                HttpStatus.PRECONDITION_FAILED,
                "stale",
                "It has changed since you read it. Read it again, then decide.");
    }
}
