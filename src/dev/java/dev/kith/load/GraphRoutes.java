package dev.kith.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The routes by which a service gives out all edges and takes them back. What fails in passing is asked again. */
public final class GraphRoutes implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.createDefault();
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(2);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);
    private static final int SERVER_ERROR = 500;
    private static final int BUSY = 429;

    private final URI url;
    private final int retries;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** A request that can be sent. */
    @FunctionalInterface
    private interface Attempt<T> {
        T send() throws IOException, InterruptedException;
    }

    /** An answer that is no good, though another may be. */
    private static final class Passing extends IOException {
        Passing(String message) {
            super(message);
        }
    }

    /**
     * @param url of the service, without a slash at the end
     * @param retries how often in a row it is asked again
     */
    public GraphRoutes(URI url, int retries) {
        this.url = url;
        this.retries = retries;
    }

    /** The lines of the next part, of ids after one and up to another. */
    List<String> part(String of, long after, long to) {
        return again(() -> {
            var lines = text(request("/v1/graph/export?of=%s&after=%d&to=%d".formatted(of, after, to))
                            .GET())
                    .lines()
                    .toList();
            if (lines.isEmpty() || !GraphFile.kind(lines.getLast()).equals("PART")) {
                throw new Passing("a part of the graph was cut off");
            }
            return lines;
        });
    }

    /** The prints of parts, as of now. */
    List<String> prints(String of, List<String> bounds) {
        return again(() -> {
            var prints = new ArrayList<String>();
            var answer = tree(text(json("/v1/graph/export/prints", Map.of("of", of, "bounds", bounds))));
            Objects.requireNonNull(answer.get("prints")).values().forEach(print -> prints.add(print.getStringValue()));
            return prints;
        });
    }

    /** Begins to bring in a file, or goes on with it; answers how many of its lines are in. */
    long begin(GraphFile.Contents file, boolean merge) {
        return again(() -> {
            var wanted = Map.of("fingerprint", file.fingerprint(), "total", file.total(), "merge", merge);
            return number(tree(text(json("/v1/graph/imports", wanted))), "lines");
        });
    }

    /** Brings in lines after so many others; answers how many are in. */
    long take(String fingerprint, long before, List<String> lines) {
        return again(() -> {
            var answer = text(request("/v1/graph/imports/%s/lines?before=%d".formatted(fingerprint, before))
                            .header("Content-Type", "application/x-ndjson")
                            .POST(BodyPublishers.ofString(String.join("\n", lines))))
                    .lines()
                    .toList();
            if (answer.isEmpty()) {
                throw new Passing("nothing is said of what was sent");
            }
            var last = tree(answer.getLast());
            var problem = last.get("problem");
            if (problem != null) {
                refuse((int) number(problem, "status"), problem);
            }
            return number(last, "lines");
        });
    }

    private HttpRequest.Builder json(String path, Map<String, ?> body) throws IOException {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(LONGEST_ANSWER);
    }

    private String text(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString(UTF_8));
        if (answer.statusCode() != 200) {
            refuse(answer.statusCode(), tree(answer.body()));
        }
        return answer.body();
    }

    private static void refuse(int status, JsonNode problem) throws Passing {
        var detail = problem.get("detail");
        var words = detail == null ? "it answered " + status : detail.coerceStringValue();
        if (status >= SERVER_ERROR || status == BUSY) {
            throw new Passing(words);
        }
        throw new BrokenOff("Kith refuses: " + words);
    }

    private static JsonNode tree(String text) throws IOException {
        return Objects.requireNonNull(JSON.readValue(text, JsonNode.class));
    }

    private static long number(JsonNode answer, String name) throws Passing {
        var value = answer.get(name);
        if (value == null || !value.isNumber()) {
            throw new Passing("an answer was cut off");
        }
        return value.getLongValue();
    }

    private <T> T again(Attempt<T> attempt) {
        try {
            for (int failures = 1; ; failures++) {
                try {
                    return attempt.send();
                } catch (IOException failed) {
                    if (failures > retries) {
                        throw new BrokenOff("%s: %s".formatted(url, failed));
                    }
                    Thread.sleep(Math.min(LONGEST_WAIT.toMillis(), 250L << Math.min(failures - 1, 10)));
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BrokenOff("interrupted");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
