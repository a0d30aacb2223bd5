package dev.kith.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Brings a network into a service, by its import route, and learns which ids the profiles got. */
final class NetworkLoader {
    private static final int LINES_AT_ONCE = 1_000;
    private static final Pattern ID = Pattern.compile("\"id\":\"(\\d+)\"");

    private final URI service;

    NetworkLoader(URI service) {
        this.service = service;
    }

    /** The ids of the profiles, in their order. */
    String[] load(SocialNetwork network) throws IOException, InterruptedException {
        send(network.records());
        return ids(IntStream.range(0, network.size())
                .mapToObj(SocialNetwork::handle)
                .toList());
    }

    /** The ids of profiles that are there, in the order of their handles. */
    String[] ids(List<String> handles) throws IOException {
        var ids = new String[handles.size()];
        try (var connection = new Connection(service)) {
            for (int i = 0; i < ids.length; i++) {
                var profile = connection.send(Request.get("/v1/profiles?handle=" + handles.get(i)));
                ids[i] = idIn(new String(profile, UTF_8));
            }
        }
        return ids;
    }

    private static String idIn(String profile) {
        var id = ID.matcher(profile);
        if (!id.find()) {
            throw new BenchFailure("This is no profile: " + profile);
        }
        return id.group(1);
    }

    /** Imports records of which none may be refused. Their stream is used once. */
    void send(Stream<String> records) throws IOException, InterruptedException {
        var body = BodyPublishers.ofByteArrays(() -> records.gather(Gatherers.windowFixed(LINES_AT_ONCE))
                .map(lines -> (String.join("\n", lines) + '\n').getBytes(UTF_8))
                .iterator());
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var request = HttpRequest.newBuilder(service.resolve("/v1/imports"))
                    .header("Content-Type", "application/x-ndjson")
                    .POST(body)
                    .build();
            var answer = client.send(request, BodyHandlers.ofLines());
            var last = answer.body().reduce("", (before, line) -> {
                if (answer.statusCode() != 200 || line.contains("\"problem\":")) {
                    throw new BenchFailure("The network could not be imported: " + line);
                }
                return line;
            });
            if (!last.contains("\"done\":true")) {
                throw new BenchFailure("The import of the network broke off: " + last);
            }
        }
    }
}
