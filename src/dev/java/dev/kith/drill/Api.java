package dev.kith.drill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Pattern;

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

    /** Makes a profile with this number and answers its id. */
    long profile(int number) throws IOException, InterruptedException {
        var answer = send(to("/v1/profiles")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("""
                        {"userId":"%1$d","handle":"drill_%1$d","displayName":"Drill %1$d","email":"drill_%1$d@example.org",\
                        "accountType":"REGULAR"}""".formatted(number))));
        var id = ID.matcher(answer.body());
        if (answer.status() != 201 || !id.find()) {
            throw new IOException("no profile was made: " + answer);
        }
        return Long.parseLong(id.group(1));
    }

    Answer put(Ask ask) throws IOException, InterruptedException {
        return send(to(ask.path()).PUT(BodyPublishers.noBody()));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(service.resolve(path)).timeout(PATIENCE);
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
