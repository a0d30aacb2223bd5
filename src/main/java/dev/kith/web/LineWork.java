package dev.kith.web;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * What is done with the lines of one body.
 *
 * @param <E> what is told of it
 */
public interface LineWork<E> {

    /** What it is, for the log. */
    String name();

    /**
     * Takes in some lines, and tells what has come of them, for good.
     *
     * @return whether there may be more
     */
    boolean advance(LineReader lines, Consumer<E> events) throws IOException;

    /** How many lines are taken in for good. */
    long taken();

    /** How it is told that it ended early, after those that are {@link #taken}. */
    E broken(Problem.Body problem);
}
