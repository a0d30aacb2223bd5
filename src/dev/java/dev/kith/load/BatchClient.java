package dev.kith.load;

import static java.util.Objects.requireNonNull;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The service, as those know it who have it do things by the batch. */
public final class BatchClient implements AutoCloseable {
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int MOST_ITEMS = 200;
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);

    /** A million pairs are taken in within minutes, however slow the disk is. */
    private static final Duration LONGEST_UPLOAD = Duration.ofMinutes(30);

    private final URI url;
    private final JsonMapper json = JsonMapper.createDefault();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** How far a batch has come. */
    public record Status(String id, String state, int total, int pending, Map<String, Integer> outcomes) {

        public boolean isFinal() {
            return !state.equals("QUEUED") && !state.equals("RUNNING");
        }
    }

    /** What came of a pair. */
    public record Item(long source, long target, String outcome) {}

    /** The service answered, and not with what was asked for. */
    public static final class Refused extends IOException {
        private final int status;

        Refused(int status, String detail) {
            super(detail);
            this.status = status;
        }

        public int status() {
            return status;
        }

        /** Whether it would say so again. */
        public boolean isForGood() {
            return status < 500 && status != 429;
        }
    }

    /** @param url of the service, with or without a slash at the end */
    public BatchClient(URI url) {
        this.url = url;
    }

    /**
     * Begins one.
     *
     * @param kind follows or unfollows
     * @param type of the body: text/csv or application/x-ndjson
     */
    public Status upload(String kind, String type, BodyPublisher pairs) throws IOException, InterruptedException {
        return status(send(
                HttpRequest.newBuilder(url.resolve("/v1/batches/" + kind))
                        .header("Content-Type", type)
                        .timeout(LONGEST_UPLOAD)
                        .POST(pairs),
                ACCEPTED));
    }

    public Status status(String batch) throws IOException, InterruptedException {
        return status(get("/v1/batches/" + batch));
    }

    /** What came of each pair, in their order. */
    public List<Item> items(String batch) throws IOException, InterruptedException {
        var items = new ArrayList<Item>();
        for (var cursor = ""; cursor != null; ) {
            var page = get("/v1/batches/%s/items?limit=%d%s".formatted(batch, MOST_ITEMS, cursor));
            for (var item : field(page, "items").values()) {
                items.add(new Item(
                        Long.parseLong(text(item, "sourceId")),
                        Long.parseLong(text(item, "targetId")),
                        text(item, "outcome")));
            }
            var next = page.get("nextCursor");
            cursor = next == null || next.isNull() ? null : "&cursor=" + next.getStringValue();
        }
        return items;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url.resolve(path)).timeout(LONGEST_ANSWER), OK);
    }

    private JsonNode send(HttpRequest.Builder request, int expected) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new Refused(answer.statusCode(), detail(answer.body(), answer.statusCode()));
        }
        return requireNonNull(json.readValue(answer.body(), JsonNode.class));
    }

    /** For people; whatever stands between us and the service may have answered instead. */
    private String detail(String body, int status) {
        try {
            var problem = json.readValue(body, JsonNode.class);
            var detail = problem != null && problem.isObject() ? problem.get("detail") : null;
            if (problem == null || detail == null) {
                return "it answered " + status;
            }
            var violations = problem.get("violations");
            return violations == null || violations.size() == 0
                    ? detail.getStringValue()
                    : violated(requireNonNull(violations.get(0)));
        } catch (IOException unreadable) {
            return "it answered " + status;
        }
    }

    private static String violated(JsonNode violation) {
        return text(violation, "field") + ' ' + text(violation, "message");
    }

    private static Status status(JsonNode batch) {
        var outcomes = new LinkedHashMap<String, Integer>();
        field(batch, "outcomes")
                .entries()
                .forEach(outcome ->
                        outcomes.put(outcome.getKey(), outcome.getValue().getIntValue()));
        return new Status(
                text(batch, "id"),
                text(batch, "state"),
                field(batch, "total").getIntValue(),
                field(batch, "pending").getIntValue(),
                outcomes);
    }

    private static String text(JsonNode node, String name) {
        return field(node, name).getStringValue();
    }

    private static JsonNode field(JsonNode node, String name) {
        return requireNonNull(node.get(name));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
