package dev.kith.drill;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;

/**
 * One page of a home timeline.
 *
 * @param ids of its posts
 * @param next where the next begins; null on the last
 */
record HomePage(List<Long> ids, @Nullable String next) {
    /** How many readers are compared at the same time. */
    private static final int AT_ONCE = 4;

    private static final JsonMapper JSON = JsonMapper.createDefault();

    static HomePage read(Api api, long reader, int limit, @Nullable String cursor)
            throws IOException, InterruptedException {
        var json = JSON.readValue(
                api.get("/v1/profiles/%d/timelines/home?limit=%d%s"
                        .formatted(reader, limit, cursor == null ? "" : "&cursor=" + cursor)),
                JsonNode.class);
        var ids = new ArrayList<Long>();
        field(json, "items")
                .values()
                .forEach(item -> ids.add(Long.valueOf(field(item, "id").getStringValue())));
        var next = field(json, "nextCursor");
        return new HomePage(ids, next.isNull() ? null : next.getStringValue());
    }

    private static JsonNode field(@Nullable JsonNode json, String name) {
        return Objects.requireNonNull(Objects.requireNonNull(json).get(name));
    }

    /** The ids of the whole timeline, page by page. */
    static List<Long> all(Api api, long reader, int limit) throws IOException, InterruptedException {
        var ids = new ArrayList<Long>();
        var page = read(api, reader, limit, null);
        ids.addAll(page.ids());
        while (page.next() != null) {
            if (page.ids().size() != limit) {
                throw new IOException("a page of %d is short, and not the last".formatted(reader));
            }
            page = read(api, reader, limit, page.next());
            ids.addAll(page.ids());
        }
        return ids;
    }

    /**
     * In what two instances differ, a line for each reader and length of page.
     *
     * @param limits lengths of pages; the first of them is what the one that is right is asked for
     */
    static List<String> differences(Api right, Api other, List<Long> readers, List<Integer> limits) {
        return readers.stream()
                .gather(Gatherers.mapConcurrent(AT_ONCE, reader -> differences(right, other, reader, limits)))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> differences(Api right, Api other, long reader, List<Integer> limits) {
        try {
            var findings = new ArrayList<String>();
            var expected = all(right, reader, limits.getFirst());
            for (var limit : limits) {
                var told = all(other, reader, limit);
                if (!told.equals(expected)) {
                    var lacking = new ArrayList<>(expected);
                    lacking.removeAll(told);
                    var more = new ArrayList<>(told);
                    more.removeAll(expected);
                    findings.add("the timeline of %d, read by %d, lacks %s and has %s, of %d"
                            .formatted(reader, limit, lacking, more, expected.size()));
                }
            }
            return findings;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while comparing home timelines", stopped);
        }
    }
}
