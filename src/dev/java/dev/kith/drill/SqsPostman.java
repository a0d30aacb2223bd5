package dev.kith.drill;

import dev.kith.dev.EmbeddedStack;
import dev.kith.events.Family;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Carries messages from the queues that some instances send to, to those that others receive from, as badly as SQS may: some twice, some late and so out of order, some
 * seem to be lost and come in the end. It puts in some that nobody can make sense of.
 */
final class SqsPostman implements AutoCloseable {
    static final List<String> POISON = List.of(
            "nonsense",
            "{\"v\":2,\"type\":\"post\",\"id\":\"1\",\"key\":\"1\"}",
            "{\"v\":1,\"type\":\"nobody\",\"id\":\"1\",\"key\":\"1\"}");

    private static final double TWICE = 0.1;
    private static final double LATE = 0.05;
    private static final double LOST = 0.05;
    private static final double POISONED = 0.01;
    private static final int BATCH = 10;
    private static final int SECONDS_LATE = 1;
    private static final int SECONDS_LOST = 2;

    private final SqsClient sqs;
    private final String from;
    private final String to;
    private final ExecutorService rounds = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger carried = new AtomicInteger();
    private final AtomicInteger poisoned = new AtomicInteger();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private volatile boolean open = true;

    private SqsPostman(SqsClient sqs, String from, String to) {
        this.sqs = sqs;
        this.from = from;
        this.to = to;
    }

    /**
     * Begins once the instances have made the queues.
     *
     * @param from prefix of the queues that are sent to
     * @param to prefix of those that are received from
     * @param seed decides which messages meet with what
     */
    static SqsPostman start(EmbeddedStack stack, String from, String to, long seed) {
        var properties = stack.properties();
        var key = AwsBasicCredentials.create(text(properties, "aws.access-key-id"), text(properties, "aws.secret-key"));
        var postman = new SqsPostman(
                SqsClient.builder()
                        .endpointOverride(URI.create(text(properties, "aws.services.sqs.endpoint-override")))
                        .region(Region.of(text(properties, "aws.region")))
                        .credentialsProvider(StaticCredentialsProvider.create(key))
                        .httpClient(UrlConnectionHttpClient.create())
                        .build(),
                from,
                to);
        var seeds = new Random(seed);
        for (var family : Family.values()) {
            var dice = new Random(seeds.nextLong());
            postman.rounds.execute(() -> postman.carryAll(family, dice));
        }
        return postman;
    }

    private static String text(Map<String, Object> properties, String name) {
        return String.valueOf(properties.get(name));
    }

    private void carryAll(Family family, Random dice) {
        var source = url(from, family);
        var target = url(to, family);
        while (open) {
            try {
                carry(source, target, dice);
            } catch (RuntimeException failed) {
                failure.set(failed);
            }
        }
    }

    private void carry(String source, String target, Random dice) {
        var messages = sqs.receiveMessage(request -> request.queueUrl(source)
                        .maxNumberOfMessages(BATCH)
                        .visibilityTimeout(SECONDS_LOST)
                        .waitTimeSeconds(1))
                .messages();
        var delivered =
                messages.stream().filter(message -> dice.nextDouble() >= LOST).toList();
        if (delivered.isEmpty()) {
            return;
        }
        var entries = new ArrayList<SendMessageBatchRequestEntry>();
        for (var message : delivered) {
            add(entries, message.body(), dice.nextDouble() < LATE ? SECONDS_LATE : 0);
            if (dice.nextDouble() < TWICE) {
                add(entries, message.body(), 0);
            }
            if (dice.nextDouble() < POISONED) {
                add(entries, POISON.get(dice.nextInt(POISON.size())), 0);
                poisoned.incrementAndGet();
            }
        }
        for (int i = 0; i < entries.size(); i += BATCH) {
            var some = entries.subList(i, Math.min(i + BATCH, entries.size()));
            sqs.sendMessageBatch(request -> request.queueUrl(target).entries(some));
        }
        forget(source, delivered);
        carried.addAndGet(delivered.size());
    }

    private static void add(List<SendMessageBatchRequestEntry> entries, String body, int secondsLate) {
        entries.add(SendMessageBatchRequestEntry.builder()
                .id(Integer.toString(entries.size()))
                .messageBody(body)
                .delaySeconds(secondsLate)
                .build());
    }

    private void forget(String queue, List<Message> messages) {
        var entries = new ArrayList<DeleteMessageBatchRequestEntry>();
        for (var message : messages) {
            entries.add(DeleteMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .receiptHandle(message.receiptHandle())
                    .build());
        }
        sqs.deleteMessageBatch(request -> request.queueUrl(queue).entries(entries));
    }

    /** How many were carried, but for those put in. */
    int carried() {
        return carried.get();
    }

    /** How many were put in. */
    int poisoned() {
        return poisoned.get();
    }

    /** Whether nothing is under way, neither to here nor from here. */
    boolean isDone() {
        var failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return Arrays.stream(Family.values())
                .allMatch(family -> isEmpty(url(from, family)) && isEmpty(url(to, family)));
    }

    private boolean isEmpty(String queue) {
        var counts = List.of(
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
        return sqs
                .getQueueAttributes(request -> request.queueUrl(queue).attributeNames(counts))
                .attributes()
                .values()
                .stream()
                .allMatch("0"::equals);
    }

    /** The bodies of all dead letters. They can be taken once. */
    List<String> takeDead() {
        var bodies = new ArrayList<String>();
        for (var family : Family.values()) {
            var queue = url(to, family) + "-dead";
            while (true) {
                var messages = sqs.receiveMessage(
                                request -> request.queueUrl(queue).maxNumberOfMessages(BATCH))
                        .messages();
                if (messages.isEmpty()) {
                    break;
                }
                messages.forEach(message -> bodies.add(message.body()));
                forget(queue, messages);
            }
        }
        return bodies;
    }

    private String url(String prefix, Family family) {
        return sqs.getQueueUrl(request -> request.queueName(prefix + '-' + family.label()))
                .queueUrl();
    }

    @Override
    public void close() {
        open = false;
        rounds.close();
        sqs.close();
    }
}
