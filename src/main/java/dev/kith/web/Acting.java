package dev.kith.web;

import dev.kith.id.ProfileId;
import io.micronaut.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** On whose behalf a request acts. */
public final class Acting {

    private Acting() {}

    /** The profile that the path or body names; {@code 403 viewer-mismatch} when the header names another. */
    public static ProfileId as(ProfileId named, @Nullable ProfileId viewer) {
        if (viewer != null && !viewer.equals(named)) {
            throw Problem.of(
                    HttpStatus.FORBIDDEN,
                    "viewer-mismatch",
                    "X-Viewer-Id names another profile than the request does.");
        }
        return named;
    }

    /** The profile that the header names; {@code 400 viewer-required} without one. */
    public static ProfileId required(@Nullable ProfileId viewer) {
        if (viewer == null) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "viewer-required",
                    "This needs the header X-Viewer-Id: the acting profile.");
        }
        return viewer;
    }
}
