package dev.kith.web;

import io.micronaut.http.MediaType;

/** How failures look under paths that are not for callers of ours, or keep another contract; the status stays. */
public interface FailureShape {

    /** Whether the path is one of these, be there a route or not. */
    boolean isOf(String path);

    /** What is written of a problem. */
    Object body(Problem.Body problem);

    /** As what it is written. */
    default MediaType type() {
        return MediaType.APPLICATION_JSON_TYPE;
    }
}
