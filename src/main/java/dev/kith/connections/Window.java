package dev.kith.connections;

import dev.kith.connections.Envelope.Link;
import dev.kith.web.Problem;
import io.micronaut.http.uri.UriBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param limit 50 at most: who asks for more gets no more, for the contract knows no refusal of that
 */
record Window(int offset, int limit) {

    private static final int MOST = 50;

    static Window of(@Nullable String offset, @Nullable String limit) {
        return new Window(number("offset", offset, 0, 0), Math.min(number("limit", limit, 1, MOST), MOST));
    }

    /**
     * Where this part and, if there is any, the next are found.
     *
     * @param cursor from where on this part was read, if not from the offset
     * @param next from where on the next may be read; null when the offset alone says that
     */
    List<Link> links(String path, @Nullable String cursor, boolean more, @Nullable String next) {
        var links = new ArrayList<Link>();
        links.add(Link.to("self", href(path, offset, cursor)));
        if (more) {
            links.add(Link.to("next", href(path, offset + limit, next)));
        }
        return links;
    }

    private String href(String path, int from, @Nullable String cursor) {
        var href = UriBuilder.of(path).queryParam("offset", from).queryParam("limit", limit);
        return (cursor == null ? href : href.queryParam("cursor", cursor)).toString();
    }

    private static int number(String name, @Nullable String text, int least, int usual) {
        if (text == null) {
            return usual;
        }
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least) {
            throw Problem.malformed(name, "must be a whole number from " + least + " on");
        }
        return Integer.parseInt(text);
    }
}
