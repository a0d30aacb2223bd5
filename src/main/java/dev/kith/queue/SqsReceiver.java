package dev.kith.queue;

import dev.kith.events.Backoff;
import dev.kith.events.Family;
import dev.kith.queue.Outcome.Dead;
import dev.kith.queue.Outcome.Done;
import dev.kith.queue.Outcome.Failed;
import dev.kith.queue.Outcome.Released;
import dev.kith.queue.SqsQueues.Queue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Takes messages of one family out of their queue, ten at a time, or one that tells of much. They are deleted after their effect; until then they are held on to, and should this
 * instance end in between, another receives them.
 */
final class SqsReceiver {

    private static final Logger LOG = LoggerFactory.getLogger(SqsReceiver.class);
    private static final int BATCH = 10;

    private final Family family;
    private final SqsQueues queues;
    private final SqsDeadLetters deadLetters;
    private final Deliveries deliveries;
    private final QueueConfiguration configuration;
    private final QueueMeters meters;
    private final Clock clock;
    private final RandomGenerator random;

    SqsReceiver(
            Family family,
            SqsQueues queues,
            SqsDeadLetters deadLetters,
            Deliveries deliveries,
            QueueConfiguration configuration,
            QueueMeters meters,
            Clock clock,
            RandomGenerator random) {
        this.family = family;
        this.queues = queues;
        this.deadLetters = deadLetters;
        this.deliveries = deliveries;
        this.configuration = configuration;
        this.meters = meters;
        this.clock = clock;
        this.random = random;
    }

    /** Waits for messages, and does what they ask for. */
    void receive(BooleanSupplier open) {
        var queue = queues.of(family);
        var messages = queues.ask(sqs -> sqs.receiveMessage(request -> request.queueUrl(queue.url())
                        .maxNumberOfMessages(family == Family.BULK ? 1 : BATCH)
                        .waitTimeSeconds((int) configuration.longPoll().toSeconds())
                        .visibilityTimeout((int) configuration.visibility().toSeconds())
                        .messageSystemAttributeNames(
                                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                                MessageSystemAttributeName.SENT_TIMESTAMP)))
                .messages();
        if (messages.isEmpty()) {
            return;
        }
        meters.received(family, messages.size());
        var now = clock.instant();
        messages.forEach(message -> meters.age(family, Duration.between(sentAt(message), now)));
        finish(queue, messages, handle(queue, messages, open));
    }

    private List<Outcome> handle(Queue queue, List<Message> messages, BooleanSupplier open) {
        var begun = System.nanoTime();
        try (var _ = new SqsHeartbeat(queues, queue.url(), configuration.visibility(), messages)) {
            return deliveries.handle(
                    family, messages.stream().map(Message::body).toList(), open);
        } finally {
            meters.effect(family).record(Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private void finish(Queue queue, List<Message> messages, List<Outcome> outcomes) {
        var finished = new ArrayList<Message>();
        for (int i = 0; i < messages.size(); i++) {
            var message = messages.get(i);
            switch (outcomes.get(i)) {
                case Done _ -> {
                    finished.add(message);
                    meters.outcome(family, "done");
                }
                case Dead(var reason) -> {
                    bury(queue, message, reason);
                    finished.add(message);
                }
                case Failed(var reason)
                when receives(message) >= queue.maxReceives() -> {
                    bury(queue, message, reason);
                    finished.add(message);
                }
                case Failed _ -> {
                    var backoff = new Backoff(configuration.backOff(), configuration.longestBackOff());
                    rest(queue, message, backoff.after(receives(message), random));
                    meters.outcome(family, "failed");
                }
                case Released _ -> {
                    rest(queue, message, Duration.ZERO);
                    meters.outcome(family, "released");
                }
            }
        }
        delete(queue, finished);
    }

    private void bury(Queue queue, Message message, String reason) {
        LOG.error("message {} of {} is given up: {}: {}", message.messageId(), family.label(), reason, message.body());
        deadLetters.add(queue, message.body(), reason, receives(message), sentAt(message));
        meters.outcome(family, "dead");
    }

    /** Rounded up, since SQS counts in seconds. */
    private void rest(Queue queue, Message message, Duration time) {
        var seconds = (int) Math.ceilDiv(time.toMillis(), 1_000L);
        queues.ask(sqs -> sqs.changeMessageVisibility(request -> request.queueUrl(queue.url())
                .receiptHandle(message.receiptHandle())
                .visibilityTimeout(seconds)));
    }

    private void delete(Queue queue, List<Message> finished) {
        if (finished.isEmpty()) {
            return;
        }
        var entries = IntStream.range(0, finished.size())
                .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(finished.get(i).receiptHandle())
                        .build())
                .toList();
        var answer = queues.ask(sqs ->
                sqs.deleteMessageBatch(request -> request.queueUrl(queue.url()).entries(entries)));
        answer.failed().forEach(entry -> LOG.warn("a message of {} comes again: {}", family.label(), entry.message()));
    }

    private static int receives(Message message) {
        return Integer.parseInt(
                message.attributes().getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1"));
    }

    private static Instant sentAt(Message message) {
        return Instant.ofEpochMilli(
                Long.parseLong(message.attributes().getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0")));
    }
}
