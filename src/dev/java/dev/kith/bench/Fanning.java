package dev.kith.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.bench.Figure.Bound;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** Delivers posts of one author to many followers who all have timelines, beside the commands alone. */
record Fanning(URI service, TimelineStores stores, BenchOptions options) {
    private static final double RAW_TARGET = 0.5;
    private static final double VISIBLE_TARGET_MS = 1_000;
    private static final int POSTS_EACH_ROUND = 20;
    private static final int POSTS_SEEN = 100;
    private static final int READERS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern POST = Pattern.compile("\"id\":\"(\\d+)\"");
    private static final Pattern DELIVERIES = Pattern.compile("(?m)^kith_timelines_deliveries_total\\S* (\\S+)$");

    void measure(List<String> followers, List<Figure> figures) throws IOException, InterruptedException {
        var author = author(followers);
        options.progress().printf(Locale.ROOT, "Delivering to %,d followers ...%n", followers.size());
        options.times(
                Subject.read(service, "first", "first", NetworkRequests.homesInTurn(followers), options.callers()),
                followers.size());
        try (var connection = new Connection(service)) {
            deliveries(author, followers.size(), connection, figures);
            visible(author, followers, connection, figures);
        }
    }

    private String author(List<String> followers) throws IOException, InterruptedException {
        var loader = new NetworkLoader(service);
        loader.send(Stream.concat(Stream.of("""
                        {"kind":"profile","importId":"star","userId":"star","handle":"bench_star","displayName":"Star",\
                        "email":"star@example.org","accountType":"REGULAR","description":"One for many"}"""), followers.stream().map("""
                        {"kind":"follow","sourceId":"%s","targetId":{"importId":"star"}}"""::formatted)));
        return loader.ids(List.of("bench_star"))[0];
    }

    private void deliveries(String author, int followers, Connection connection, List<Figure> figures)
            throws IOException, InterruptedException {
        var ours = new ArrayList<Double>();
        var raw = new ArrayList<Double>();
        var keys = stores.homes();
        var some = keys.subList(0, Math.min(followers, keys.size()));
        for (int i = 0; i <= options.rounds(); i++) {
            var delivered = deliver(author, followers, connection);
            var pushed = rate(POSTS_EACH_ROUND * (long) some.size(), stores.push(some, POSTS_EACH_ROUND));
            if (i > 0) {
                ours.add(delivered);
                raw.add(pushed);
            }
        }
        figures.add(new Figure("fan-out", "posts delivered to timelines", median(ours), "deliveries/s", null));
        figures.add(new Figure("fan-out.raw", "the same commands, pipelined", median(raw), "commands/s", null));
        figures.add(Figure.times(
                "fan-out.ratio",
                "deliveries: times the rate of the commands alone",
                median(ours) / median(raw),
                new Bound.AtLeast(RAW_TARGET)));
    }

    /** Deliveries a second, from the first post on to the last delivery. */
    private double deliver(String author, int followers, Connection connection)
            throws IOException, InterruptedException {
        var before = delivered(connection);
        var begin = System.nanoTime();
        for (int i = 0; i < POSTS_EACH_ROUND; i++) {
            post(author, connection);
        }
        var all = POSTS_EACH_ROUND * (long) followers;
        while (delivered(connection) < before + all) {
            await(begin);
        }
        return rate(all, System.nanoTime() - begin);
    }

    private void visible(String author, List<String> followers, Connection connection, List<Figure> figures)
            throws IOException, InterruptedException {
        var times = new Histogram(LoadGenerator.SIGNIFICANT_DIGITS);
        var readers = IntStream.range(0, READERS)
                .mapToObj(i -> followers.get(i * (followers.size() - 1) / (READERS - 1)))
                .toList();
        for (int i = 0; i < POSTS_SEEN; i++) {
            var begin = System.nanoTime();
            var post = post(author, connection);
            for (var reader : readers) {
                while (!newest(reader, connection).equals(post)) {
                    await(begin);
                }
            }
            times.recordValue(System.nanoTime() - begin);
        }
        var p99 = times.getValueAtPercentile(99) / (double) TimeUnit.MILLISECONDS.toNanos(1);
        figures.add(new Figure(
                "fan-out.visible.p99",
                String.format(
                        Locale.ROOT,
                        "a post of an author of %,d followers is seen by all that were asked",
                        followers.size()),
                p99,
                "ms",
                new Bound.AtMost(VISIBLE_TARGET_MS)));
    }

    private static void await(long begin) throws InterruptedException {
        if (System.nanoTime() - begin > PATIENCE.toNanos()) {
            throw new BenchFailure("Posts were not delivered within " + PATIENCE);
        }
        TimeUnit.MILLISECONDS.sleep(2);
    }

    private static String post(String author, Connection connection) throws IOException {
        var made = connection.send(new Request(
                "POST",
                "/v1/posts",
                "{\"authorId\":\"%s\",\"verb\":\"POST\",\"text\":\"Tea is ready.\"}".formatted(author),
                201));
        return id(made);
    }

    private static String newest(String reader, Connection connection) throws IOException {
        return id(connection.send(NetworkRequests.home(reader)));
    }

    private static String id(byte[] answer) {
        var id = POST.matcher(new String(answer, UTF_8));
        return id.find() ? id.group(1) : "";
    }

    private static double delivered(Connection connection) throws IOException {
        var metrics = new String(connection.send(Request.get("/prometheus")), UTF_8);
        return DELIVERIES
                .matcher(metrics)
                .results()
                .mapToDouble(counter -> Double.parseDouble(counter.group(1)))
                .sum();
    }

    private static double rate(long count, long nanos) {
        return count * (double) TimeUnit.SECONDS.toNanos(1) / nanos;
    }

    private static double median(List<Double> values) {
        return Round.median(
                        values.stream().map(value -> new Round(value, 0, 0, 0)).toList())
                .rate();
    }
}
