package dev.kith.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * The service that takes an import in. What fails in passing is asked again, from the first line that is not known to be through; a line
 * that comes through twice makes nothing twice.
 */
public final class Target implements AutoCloseable {
    private static final String EXISTS = "profile-exists";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(5);

    private final URI url;
    private final int retries;
    private final Report report;
    private final JsonMapper json = JsonMapper.createDefault();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ScheduledExecutorService hangUp = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("hang up").factory());

    /**
     * @param url of the service, without a slash at the end
     * @param retries how often in a row it is asked again before the import is broken off
     */
    public Target(URI url, int retries, Report report) {
        this.url = url;
        this.retries = retries;
        this.report = report;
    }

    /**
     * Finds out whether an import can begin: an address at which nobody answers is told of at once.
     *
     * @throws BrokenOff when it can't
     */
    public void greet() {
        var failure = ask("\n", lines -> {}).failure();
        if (failure != null) {
            throw new BrokenOff("Kith does not answer at %s: %s".formatted(url, failure.reason()));
        }
    }

    /**
     * Brings lines in, in their order. Where a user owns a profile of the type that a line asks for, it asks for the other type.
     *
     * @throws BrokenOff when not all of them came through
     */
    void take(List<Line> lines) {
        var owners = send(lines);
        if (!owners.isEmpty()) {
            report.againAsSecond(owners.size());
            send(owners);
        }
    }

    /** Answers what to send instead of those lines whose users own such a profile. */
    private List<Line> send(List<Line> lines) {
        var owners = new ArrayList<Line>();
        var rest = lines;
        for (int failures = 0; !rest.isEmpty(); ) {
            var asked = rest;
            var answer = ask(asked.stream().map(Line::json).collect(Collectors.joining("\n")), report::underWay);
            report.taken(answer.lines(), answer.tallies());
            for (var rejection : answer.rejections()) {
                var line = asked.get(rejection.index());
                if (rejection.code().equals(EXISTS) && line.otherwise() != null) {
                    owners.add(new Line(line.origin(), line.otherwise()));
                } else {
                    report.rejected(line.origin(), rejection.detail());
                }
            }
            rest = asked.subList(answer.lines(), asked.size());
            var failure = answer.failure();
            if (failure != null) {
                failures = answer.lines() > 0 ? 1 : failures + 1;
                if (!failure.passing() || failures > retries) {
                    throw new BrokenOff("%s: %s".formatted(url, failure.reason()));
                }
                pause(failures);
            }
        }
        return owners;
    }

    private Answer ask(String body, LongConsumer progress) {
        var request = HttpRequest.newBuilder(URI.create(url + "/v1/imports"))
                .header("Content-Type", "application/x-ndjson")
                .timeout(LONGEST_ANSWER)
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofInputStream());
            var answer = response.body();
            var deadline = hangUp.schedule(
                    () -> {
                        answer.close();
                        return answer;
                    },
                    LONGEST_ANSWER.toSeconds(),
                    TimeUnit.SECONDS);
            try (var events = new BufferedReader(new InputStreamReader(answer, UTF_8))) {
                return response.statusCode() == 200
                        ? Answer.read(events, json, progress)
                        : Answer.failed("it answered " + response.statusCode(), response.statusCode() >= 500);
            } finally {
                deadline.cancel(false);
            }
        } catch (IOException lost) {
            return Answer.failed("no connection (%s)".formatted(lost), true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenOff("interrupted");
        }
    }

    private static void pause(int failures) {
        var wait = Math.min(LONGEST_WAIT.toMillis(), 250L << Math.min(failures - 1, 10));
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenOff("interrupted");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        hangUp.shutdownNow();
    }
}
