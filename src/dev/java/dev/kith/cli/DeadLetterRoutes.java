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

/** The routes under which a running service tells of dead letters. */
final class DeadLetterRoutes {
    private static final JsonMapper JSON = JsonMapper.createDefault();
    private static final int OK = 200;

    private final URI service;

    DeadLetterRoutes(URI service) {
        this.service = service;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** All of them when no ids are named. */
    JsonNode redrive(String family, List<String> ids) throws IOException, InterruptedException {
        var body = JSON.writeValueAsString(ids.isEmpty() ? Map.of() : Map.of("ids", ids));
        return send(request('/' + encoded(family) + "/redrive")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    static List<JsonNode> items(JsonNode answer) {
        return values(answer, "items");
    }

    static List<String> strings(JsonNode answer, String name) {
        return values(answer, name).stream().map(JsonNode::coerceStringValue).toList();
    }

    static String text(JsonNode answer, String name) {
        var value = answer.get(name);
        return value == null ? "" : value.coerceStringValue();
    }

    static String encoded(String family) {
        return URLEncoder.encode(family, UTF_8);
    }

    private static List<JsonNode> values(JsonNode answer, String name) {
        var values = answer.get(name);
        return values == null
                ? List.of()
                : StreamSupport.stream(values.values().spliterator(), false).toList();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(service + "/v1/dead-letters" + path))
                .timeout(Duration.ofMinutes(2));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build()) {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            var json = Objects.requireNonNull(JSON.readValue(answer.body(), JsonNode.class));
            if (answer.statusCode() != OK) {
                throw new Refusal("Kith refuses: " + text(json, "detail"));
            }
            return json;
        } catch (IOException unreachable) {
            throw new Refusal("Kith does not answer at %s: %s".formatted(service, unreachable));
        }
    }
}
