package dev.kith.drill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The service, as its callers know it. */
final class Api implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern ID = Pattern.compile("\"id\":\"(\\d+)\"");

    private final URI service;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param retryAfter whether it says when to ask again */
    record Answer(int status, boolean retryAfter, String body) {}

    Api(URI service) {
        this.service = service;
    }

    /** Makes so many profiles and answers their ids. */
    List<Long> profiles(int wanted) throws IOException, InterruptedException {
        var ids = new ArrayList<Long>();
        for (int i = 0; i < wanted; i++) {
            ids.add(create("/v1/profiles", """
                    {"userId":"%1$d","handle":"drill_%1$d","displayName":"Drill %1$d","email":"drill_%1$d@example.org",\
                    "accountType":"REGULAR"}""".formatted(i)));
        }
        return ids;
    }

    /** Makes what this describes and answers its id. */
    long create(String path, String json) throws IOException, InterruptedException {
        var answer = send("POST", path, json);
        if (answer.status() != 201) {
            throw new IOException("nothing was made at " + path + ": " + answer);
        }
        return idIn(answer.body());
    }

    /** What is there. */
    String get(String path) throws IOException, InterruptedException {
        var answer = send("GET", path, null);
        if (answer.status() != 200) {
            throw new IOException("nothing is at " + path + ": " + answer);
        }
        return answer.body();
    }

    Answer send(Errand errand) throws IOException, InterruptedException {
        return send(errand.method(), errand.path(), errand.json());
    }

    /** Imports records, none of which may be refused. */
    void importAll(List<String> records) throws IOException, InterruptedException {
        var answer = send(request("POST", "/v1/imports", String.join("\n", records))
                .setHeader("Content-Type", "application/x-ndjson"));
        if (answer.status() != 200
                || answer.body().contains("\"problem\":")
                || !answer.body().contains("\"done\":true")) {
            throw new IOException("not all was imported: " + answer);
        }
    }

    /** On behalf of a profile. */
    Answer send(String method, String path, @Nullable String json, long actor)
            throws IOException, InterruptedException {
        return send(request(method, path, json).header("X-Viewer-Id", Long.toString(actor)));
    }

    /** The id of what a body describes: its first. */
    static long idIn(String body) {
        var id = ID.matcher(body);
        if (!id.find()) {
            throw new IllegalArgumentException("there is no id in " + body);
        }
        return Long.parseLong(id.group(1));
    }

    private Answer send(String method, String path, @Nullable String json) throws IOException, InterruptedException {
        return send(request(method, path, json));
    }

    private HttpRequest.Builder request(String method, String path, @Nullable String json) {
        var request = HttpRequest.newBuilder(service.resolve(path))
                .timeout(PATIENCE)
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        return request;
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(
                response.statusCode(),
                response.headers().firstValueAsLong("Retry-After").orElse(0) > 0,
                response.body());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
