package dev.kith.web;

/** How failures look under paths that keep another contract than ours, as JSON; the status stays. */
public interface FailureShape {

    /** Whether the path is one of these, be there a route or not. */
    boolean isOf(String path);

    /** What is written of a problem. */
    Object body(Problem problem);
}
