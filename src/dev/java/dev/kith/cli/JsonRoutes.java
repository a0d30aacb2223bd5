package dev.kith.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** Asks a running service, in JSON. */
final class JsonRoutes {
    private static final JsonMapper JSON = JsonMapper.createDefault();
    private static final int FIRST_REFUSAL = 300;

    private final URI service;

    JsonRoutes(URI service) {
        this.service = service;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    static List<JsonNode> items(JsonNode answer) {
        return values(answer, "items");
    }

    static List<JsonNode> values(JsonNode answer, String name) {
        var values = answer.get(name);
        return values == null ? List.of() : values(values);
    }

    static List<JsonNode> values(JsonNode list) {
        return StreamSupport.stream(list.values().spliterator(), false).toList();
    }

    static List<String> strings(JsonNode answer, String name) {
        return values(answer, name).stream().map(JsonNode::coerceStringValue).toList();
    }

    static String text(JsonNode answer, String name) {
        var value = answer.get(name);
        return value == null ? "" : value.coerceStringValue();
    }

    static String encoded(String part) {
        return URLEncoder.encode(part, UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(service + path)).timeout(Duration.ofMinutes(2));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build()) {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            var json = Objects.requireNonNull(JSON.readValue(answer.body(), JsonNode.class));
            if (answer.statusCode() >= FIRST_REFUSAL) {
                throw new Refusal("Kith refuses: " + text(json, "detail"));
            }
            return json;
        } catch (IOException unreachable) {
            throw new Refusal("Kith does not answer at %s: %s".formatted(service, unreachable));
        }
    }
}
