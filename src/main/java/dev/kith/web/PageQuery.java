package dev.kith.web;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list a caller wants.
 *
 * @param limit how many items at most; 20 when absent
 * @param cursor where to go on: {@code nextCursor} of the page before; the beginning when absent
 */
@Introspected
public record PageQuery(
        @Parameter(description = "How many items at most; 20 when absent.", example = "20") @QueryValue @Nullable
        Integer limit,

        @Parameter(description = "nextCursor of the page before; absent for the first page.") @QueryValue @Nullable
        String cursor) {

    /** How many a page of edges or of a timeline may hold. */
    public static final int MAX_OF_EDGES = 200;

    /** How many any other page may hold. */
    public static final int MAX = 100;

    /** How many a page holds unless the caller says. */
    public static final int DEFAULT = 20;

    /** The limit, refused when it is not 1 to {@code max}. */
    public int limit(int max) {
        var wanted = limit == null ? DEFAULT : limit;
        if (wanted < 1 || wanted > max) {
            throw Problem.malformed("limit", "must be 1 to " + max);
        }
        return wanted;
    }
}
