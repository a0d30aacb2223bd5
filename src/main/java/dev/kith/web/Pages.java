package dev.kith.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.uri.UriBuilder;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Cuts lists into pages that neither skip nor repeat, and refills them after hidden rows fell out. */
@Singleton
public final class Pages {

    private static final int MAX_CHUNK = 1_000;

    private final Cursors cursors;

    Pages(Cursors cursors) {
        this.cursors = cursors;
    }

    /**
     * How a list is read.
     *
     * @param name names the list, its owner included; a cursor is good for this list only
     * @param max how many items a page may hold
     * @param rows reads up to so many rows that come after the keys, or from the beginning when there are none, in the list's order
     * @param keys by which the row stands where it does
     * @param views what of the rows this viewer sees: hydrated and filtered, in the same order; absent rows are hidden
     */
    public record Listing<R, V>(
            String name,
            int max,
            int keyCount,
            BiFunction<long @Nullable [], Integer, List<R>> rows,
            Function<R, long[]> keys,
            Function<List<R>, List<Seen<R, V>>> views) {}

    /** A row that may be shown, and how. */
    public record Seen<R, V>(R row, V view) {}

    /**
     * Answers the page that was asked for. One row more than fits is looked for, to learn whether anything follows; rows are read until there
     * are enough that may be shown, so a short page happens only at the end.
     */
    public <R, V> HttpResponse<Page<V>> answer(HttpRequest<?> request, PageQuery query, Listing<R, V> listing) {
        var limit = query.limit(listing.max());
        var page = page(listing, query.cursor(), 0, limit);
        var response = HttpResponse.ok(page);
        if (page.nextCursor() != null) {
            response.header(HttpHeaders.LINK, "<" + link(request, limit, page.nextCursor()) + ">; rel=\"next\"");
        }
        return response;
    }

    /** So many items after the cursor, less the first that are passed over, which must be read as well. */
    public <R, V> Page<V> page(Listing<R, V> listing, @Nullable String cursor, int passedOver, int limit) {
        var wanted = passedOver + limit;
        var position = cursors.read(listing.name(), cursor, listing.keyCount());
        var shown = new ArrayList<Seen<R, V>>();
        var chunk = Math.min(wanted + 1, MAX_CHUNK);
        while (shown.size() <= wanted) {
            var rows = listing.rows().apply(position, chunk);
            shown.addAll(listing.views().apply(rows));
            if (rows.size() < chunk) {
                break;
            }
            position = listing.keys().apply(rows.getLast());
            chunk = Math.min(2 * chunk, MAX_CHUNK);
        }
        var follows = shown.size() > wanted;
        var items = shown.subList(Math.min(passedOver, shown.size()), Math.min(wanted, shown.size()));
        var next = follows
                ? cursors.write(
                        listing.name(), listing.keys().apply(items.getLast().row()))
                : null;
        return new Page<>(items.stream().map(Seen::view).toList(), next);
    }

    /** The same request with another cursor. */
    private static URI link(HttpRequest<?> request, int limit, String cursor) {
        var link = UriBuilder.of(request.getPath());
        request.getParameters().forEach((name, values) -> {
            if (!name.equals("limit") && !name.equals("cursor")) {
                link.queryParam(name, values.toArray());
            }
        });
        return link.queryParam("limit", limit).queryParam("cursor", cursor).build();
    }
}
