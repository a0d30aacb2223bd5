package dev.kith.bench;

import dev.kith.bench.Figure.Bound;
import dev.kith.dev.Testbed;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;

/** Measures how soon the sandbox refuses what it must not answer, and cuts what takes too much. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description = {
            "Measure how long hostile questions of admins are dealt with, on servers started for it: the first time that",
            "the instance sees them, and then again and again."
        })
final class SandboxBench extends Benchmark {
    private static final String QUERIES = "/bench/hostile-queries.json";
    private static final double REFUSED_MS = 100;
    private static final double CUT_S = 6;
    private static final double MS_IN_S = 1_000;
    private static final JsonMapper JSON = JsonMapper.createDefault();

    /** What may be asked, and takes longer than may be. */
    private static final List<String> ENDLESS = List.of(
            "UNWIND $list AS a UNWIND $list AS b UNWIND $list AS c UNWIND $list AS d RETURN count(*) AS n",
            "MATCH (a)-[:FOLLOWS*1..4]->(b)-[:FOLLOWS*1..4]->(c) RETURN max(c.id) AS n",
            "MATCH (a), (b), (c), (d) RETURN min(d.id) AS n",
            "UNWIND $list AS a UNWIND $list AS b UNWIND $list AS c RETURN collect(toString(a)) AS n");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    Report measure() throws IOException, InterruptedException {
        var progress = options().progress();
        progress.println("Starting Kith on empty servers ...");
        try (var testbed = Testbed.start("bench-sandbox")) {
            var service = testbed.service("kith", Map.of("kith.sandbox.enabled", true))
                    .uri();
            var network = SocialNetwork.of(BenchOptions.SEED, options().profiles());
            progress.println("Loading " + network + " ...");
            new NetworkLoader(service).load(network);
            awaitRest(testbed);
            greet(service);
            var hostile = hostile();
            progress.printf(Locale.ROOT, "Asking %d hostile questions ...%n", hostile.size());
            var first = refused(service, hostile);
            var later = new ArrayList<Double>();
            for (int i = 0; i < options().rounds(); i++) {
                later.addAll(refused(service, hostile));
            }
            progress.println("Asking what takes too much ...");
            var cut = cut(service);
            return new Report(
                    List.of(),
                    List.of(
                            new Figure(
                                    "sandbox.refused.first",
                                    "the longest until a hostile question was refused, of %,d that were new to the instance"
                                            .formatted(first.size()),
                                    Collections.max(first),
                                    "ms",
                                    new Bound.AtMost(REFUSED_MS)),
                            new Figure(
                                    "sandbox.refused.max",
                                    "the longest, of %,d afterwards".formatted(later.size()),
                                    Collections.max(later),
                                    "ms",
                                    new Bound.AtMost(REFUSED_MS)),
                            new Figure(
                                    "sandbox.refused.median",
                                    "the median of these",
                                    Round.median(later.stream()
                                            .mapToDouble(Double::doubleValue)
                                            .toArray()),
                                    "ms",
                                    null),
                            new Figure(
                                    "sandbox.cut.max",
                                    "the longest until what takes too much was cut, of %,d".formatted(cut.size()),
                                    Collections.max(cut) / MS_IN_S,
                                    "s",
                                    new Bound.AtMost(CUT_S))));
        }
    }

    /** The client is new too: what it has to load for its first request is not the service's time. */
    private void greet(URI service) throws IOException, InterruptedException {
        http.send(HttpRequest.newBuilder(service.resolve("/health/liveness")).build(), BodyHandlers.ofString());
    }

    /** Of what was loaded nobody is told any more, so that nothing but questions is dealt with. */
    private static void awaitRest(Testbed testbed) throws InterruptedException {
        try (var stores = new BatchStores(testbed.stack())) {
            stores.awaitRest(true);
        }
    }

    /** Nothing listens at port 9, and the file is there: a server that did as it is told would answer. */
    private static List<String> hostile() throws IOException {
        try (var file = Objects.requireNonNull(SandboxBench.class.getResourceAsStream(QUERIES))) {
            var queries = new ArrayList<String>();
            for (var query :
                    Objects.requireNonNull(JSON.readValue(file, JsonNode.class)).values()) {
                queries.add(Objects.requireNonNull(query.get(0))
                        .getStringValue()
                        .replace("CANARY", "/etc/hosts")
                        .replace("PORT", "9"));
            }
            return queries;
        }
    }

    /** How many ms each took. */
    private List<Double> refused(URI service, List<String> queries) throws IOException, InterruptedException {
        var times = new ArrayList<Double>();
        for (var query : queries) {
            times.add(ask(service, query, List.of(1, 2), List.of(400, 422), ""));
        }
        var longest = Collections.max(times);
        var which = times.indexOf(longest);
        options().progress().printf(Locale.ROOT, "  %4.0f ms for no. %d: %s%n", longest, which + 1, queries.get(which));
        return times;
    }

    private List<Double> cut(URI service) throws IOException, InterruptedException {
        var list = IntStream.rangeClosed(1, 1_000).boxed().toList();
        var times = new ArrayList<Double>();
        for (int i = 0; i < options().rounds(); i++) {
            for (var query : ENDLESS) {
                times.add(ask(service, query, list, List.of(422), "query-cut"));
            }
        }
        return times;
    }

    private double ask(URI service, String query, List<Integer> list, List<Integer> statuses, String code)
            throws IOException, InterruptedException {
        var question = Map.of(
                "query", query, "params", Map.of("list", list, "name", "id", "url", "file:///"), "reason", "A bench");
        var request = HttpRequest.newBuilder(service.resolve("/v1/cypher"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(question)))
                .build();
        var begun = System.nanoTime();
        var answer = http.send(request, BodyHandlers.ofString());
        var ms = (System.nanoTime() - begun) / 1e6;
        if (!statuses.contains(answer.statusCode()) || !answer.body().contains(code)) {
            throw new BenchFailure("Not %s, but %d %s came of %s"
                    .formatted(
                            statuses.stream().map(String::valueOf).collect(Collectors.joining(" or ")),
                            answer.statusCode(),
                            answer.body(),
                            query));
        }
        return ms;
    }
}
