package dev.kith.drill;

import dev.kith.load.EdgesImport;
import dev.kith.load.PackedFile;
import dev.kith.load.Report;
import dev.kith.load.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A graph with edges of every kind: the follows of a file, and between some of its profiles all others. */
final class RestoreScene {
    private static final int LINES_AT_ONCE = 5_000;
    private static final int RETRIES = 8;
    private static final int PEOPLE = 120;
    private static final int COMMUNITIES = 5;
    private static final int RECOMMENDED = 30;

    private final URI service;
    private final Path edges;
    private final long lines;
    private final Random random;

    /** @param lines how many lines of the file are taken; 0 for all */
    RestoreScene(URI service, Path edges, long lines, Random random) {
        this.service = service;
        this.edges = edges;
        this.lines = lines;
        this.random = random;
    }

    void make(Path folder) throws IOException, InterruptedException {
        var file = lines == 0 ? edges : firstLines(folder);
        var nobody = new PrintWriter(Writer.nullWriter());
        try (var report = new Report(nobody, nobody, false);
                var target = new Target(service, RETRIES, report)) {
            new EdgesImport(file, 1, LINES_AT_ONCE, target, report).run();
        }
        try (var api = new Api(service)) {
            var people = people(api, file);
            relate(api, people);
            gather(api, people);
            recommend(api, people);
        }
    }

    private Path firstLines(Path folder) throws IOException {
        var file = folder.resolve("edges.csv");
        try (var reader = reader(edges)) {
            Files.write(file, reader.lines().limit(lines).toList());
        }
        return file;
    }

    private static BufferedReader reader(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(PackedFile.open(file), StandardCharsets.UTF_8));
    }

    /** The ids of some of the profiles: those that come by first are as good as any. */
    private static List<Long> people(Api api, Path file) throws IOException, InterruptedException {
        List<String> numbers;
        try (var reader = reader(file)) {
            numbers = reader.lines()
                    .filter(line -> Character.isDigit(line.charAt(0)))
                    .map(line -> line.substring(0, line.indexOf(',')))
                    .distinct()
                    .limit(PEOPLE)
                    .toList();
        }
        var ids = new ArrayList<Long>();
        for (var number : numbers) {
            ids.add(Api.idIn(api.get("/v1/profiles?handle=u" + number)));
        }
        return ids;
    }

    private void relate(Api api, List<Long> people) throws IOException, InterruptedException {
        for (int i = 0; i < people.size(); i++) {
            var one = people.get(i);
            var other = other(people, one);
            var path = "/v1/profiles/%d/".formatted(one);
            switch (i % 6) {
                case 0 -> send(api, "PUT", path + "blocks/" + other, null, one);
                case 1 -> send(api, "PUT", path + "mutes/" + other, null, one);
                case 2 ->
                    send(api, "PUT", path + "mutes/" + other, "{\"expiresAt\":\"2099-01-01T00:00:00.000Z\"}", one);
                case 3 -> send(api, "PUT", path + "connections/" + other, null, one);
                case 4 -> {
                    send(api, "PUT", path + "following/" + other, "{\"activityCopyLimit\":5}", one);
                    send(api, "DELETE", path + "following/" + other + "?keepHistory=true", null, one);
                }
                default -> {
                    send(api, "PATCH", "/v1/profiles/" + other, "{\"private\":true}", other);
                    send(api, "PUT", path + "following/" + other, null, one);
                }
            }
        }
    }

    private void gather(Api api, List<Long> people) throws IOException, InterruptedException {
        for (int i = 0; i < COMMUNITIES; i++) {
            var admin = people.get(i);
            var community = api.create(
                    "/v1/communities", "{\"adminId\":\"%d\",\"name\":\"Drill\",\"private\":false}".formatted(admin));
            for (int n = 0; n < PEOPLE / 10; n++) {
                var member = other(people, admin);
                send(api, "PUT", "/v1/communities/%d/members/%d".formatted(community, member), null, member);
            }
        }
    }

    private void recommend(Api api, List<Long> people) throws IOException, InterruptedException {
        for (int i = 0; i < people.size() / 4; i++) {
            var one = people.get(i);
            var items = IntStream.range(0, RECOMMENDED)
                    .mapToObj(n -> other(people, one))
                    .distinct()
                    .map(other ->
                            "{\"targetId\":\"%d\",\"score\":%s,\"reason\":\"drill\",\"evidence\":[{\"profileId\":\"%d\"}]}"
                                    .formatted(other, random.nextInt(100) / 4.0, other(people, one)))
                    .collect(Collectors.joining(","));
            send(
                    api,
                    "PUT",
                    "/v1/profiles/%d/recommendations".formatted(one),
                    "{\"runId\":\"drill\",\"model\":\"dice\",\"expiresAt\":\"2099-01-01T00:00:00.000Z\",\"items\":[%s]}"
                            .formatted(items),
                    one);
            send(api, "DELETE", "/v1/profiles/%d/recommendations/%d".formatted(one, other(people, one)), null, one);
        }
    }

    /** Some are refused, since others block or were blocked: that is as it should be. */
    private static void send(Api api, String method, String path, @Nullable String json, long actor)
            throws IOException, InterruptedException {
        var answer = api.send(method, path, json, actor);
        if (answer.status() == 400 || answer.status() >= 500) {
            throw new IOException("%s %s: %s".formatted(method, path, answer));
        }
    }

    private long other(List<Long> people, long one) {
        var other = people.get(random.nextInt(people.size()));
        return other == one ? other(people, one) : other;
    }
}
