package dev.kith.drill;

import dev.kith.dev.ServerFailure;
import dev.kith.dev.ServiceProcess;
import dev.kith.dev.Testbed;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether home timelines are what the stores say, after all that can happen to messages, to workers and to what Redis holds. */
@Command(
        name = "timelines",
        mixinStandardHelpOptions = true,
        description =
                "Kill workers with -9 and empty Redis again and again, while people post, follow and block, and messages come twice, late and in the wrong order; then compare all home timelines with what the stores say.")
final class TimelinesDrill implements Callable<Integer> {
    private static final int PEOPLE = 60;
    private static final int COMMUNITIES = 8;
    private static final int WORKERS = 2;
    private static final int LONGEST_CALM = 4_000;
    private static final String SENT = "sent";
    private static final String CARRIED = "carried";
    private static final int ATTEMPTS = 5;
    private static final Duration TIME_TO_DELIVER = Duration.ofMinutes(5);

    private final AtomicInteger killed = new AtomicInteger();

    @Option(
            names = "--operations",
            description =
                    "that people do at the least; they go on until all kills are done (default: ${DEFAULT-VALUE})")
    private int operations = 50_000;

    @Mixin
    private CallersOptions options = new CallersOptions();

    @Override
    public Integer call() throws Exception {
        options.require("--operations", operations, Math.max(options.callers(), 1));
        return options.run("Workers", "every home timeline is what the stores say", this::run);
    }

    private List<String> run(Testbed testbed) throws IOException, InterruptedException {
        var sending = new HashMap<>(Bustle.SMALL_LISTS);
        sending.putAll(Map.of("kith.roles", "api", "kith.queues.prefix", SENT));
        var plain = new HashMap<>(sending);
        plain.put("kith.timelines.enabled", false);
        try (var api = new Api(testbed.service("api", sending).uri());
                var right = new Api(testbed.service("plain", plain).uri())) {
            var workers = new ArrayList<ServiceProcess>();
            for (int i = 0; i < WORKERS; i++) {
                workers.add(worker(testbed, i));
            }
            var people = api.profiles(PEOPLE);
            var communities = communities(api, people);
            try (var postman = SqsPostman.start(testbed.stack(), SENT, CARRIED, options.seed())) {
                var bustle = new Bustle(List.of(api, right), people, communities, options.seed());
                var busy = Thread.ofVirtual()
                        .start(() -> bustle.run(operations, options.callers(), () -> killed.get() < options.kills()));
                try {
                    torment(testbed, workers, busy, bustle);
                } finally {
                    busy.interrupt();
                }
                var findings = new ArrayList<>(bustle.surprises());
                if (!isQuiet(testbed, postman)) {
                    findings.add("messages were still under way after " + TIME_TO_DELIVER);
                }
                options.say(
                        "%,d operations, %,d messages, %,d of them poison; %,d posts are left",
                        bustle.done(),
                        postman.carried(),
                        postman.poisoned(),
                        bustle.posts().size());
                findings.addAll(HomePage.differences(right, api, people, List.of(200, 7)));
                findings.addAll(dead(postman));
                return findings;
            }
        }
    }

    /** It sends nothing that others have written, so that all messages go through the postman's hands. */
    private static ServiceProcess worker(Testbed testbed, int number) throws IOException {
        var settings = new HashMap<>(Bustle.SMALL_LISTS);
        settings.putAll(Map.of(
                "kith.roles",
                "worker",
                "kith.queues.prefix",
                CARRIED,
                "kith.queues.visibility",
                "5s",
                "kith.relay.poll",
                "1h"));
        for (int attempt = 1; ; attempt++) {
            try {
                return testbed.service("worker-" + number, settings);
            } catch (ServerFailure failed) {
                // whoever looks after services starts them again: the stores are busy with all that the others ask
                if (attempt == ATTEMPTS) {
                    throw failed;
                }
            }
        }
    }

    private static List<Long> communities(Api api, List<Long> people) throws IOException, InterruptedException {
        var communities = new ArrayList<Long>();
        for (int i = 0; i < COMMUNITIES; i++) {
            communities.add(api.create("/v1/communities", """
                    {"adminId":"%d","name":"Drill","private":%s}""".formatted(people.get(i), i % 3 == 1)));
        }
        return communities;
    }

    /** Spread over the time that it takes, so that between two kills there is a while to work on, long or short. */
    private void torment(Testbed testbed, List<ServiceProcess> workers, Thread busy, Bustle bustle)
            throws IOException, InterruptedException {
        var random = new Random(options.seed());
        while (!busy.join(Duration.ofMillis(random.nextInt(LONGEST_CALM / 4, LONGEST_CALM)))) {
            if (random.nextBoolean()) {
                emptyRedis(testbed);
            } else if (killed.get() < options.kills()) {
                var number = random.nextInt(WORKERS);
                workers.get(number).kill();
                options.say("Kill %2d, of worker %d: %,9d done so far", killed.get() + 1, number, bustle.done());
                workers.set(number, worker(testbed, WORKERS + killed.incrementAndGet()));
            }
        }
    }

    private static void emptyRedis(Testbed testbed) {
        try (var client = RedisClient.create(
                        String.valueOf(testbed.stack().properties().get("redis.uri")));
                var connection = client.connect()) {
            connection.sync().flushall();
        }
    }

    private static boolean isQuiet(Testbed testbed, SqsPostman postman) throws IOException, InterruptedException {
        var end = System.nanoTime() + TIME_TO_DELIVER.toNanos();
        try (var stored = new StoredContent(testbed.stack())) {
            while (stored.notes() > 0 || !postman.isDone()) {
                if (System.nanoTime() > end) {
                    return false;
                }
                Thread.sleep(500);
            }
            return true;
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }

    /** A worker that was killed between the two may have buried a message and not removed it, so there may be more letters than were put in. */
    private static List<String> dead(SqsPostman postman) {
        var dead = postman.takeDead();
        var findings = new Findings();
        dead.stream()
                .filter(body -> !SqsPostman.POISON.contains(body))
                .forEach(body -> findings.note("given up", body));
        if (dead.size() < postman.poisoned()) {
            findings.note(
                    "of %d messages that nobody can read some are no dead letters".formatted(postman.poisoned()),
                    dead.size());
        }
        return findings.lines();
    }
}
