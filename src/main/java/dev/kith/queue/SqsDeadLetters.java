package dev.kith.queue;

import dev.kith.events.Family;
import dev.kith.queue.SqsQueues.Queue;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Messages that were given up. SQS has no way to look at them other than to receive them; those that are to stay are given back at once. */
@Singleton
class SqsDeadLetters {

    private static final String REASON = "reason";
    private static final String RECEIVES = "receives";
    private static final String SENT_AT = "sentAt";
    private static final int BATCH = 10;

    /** For as long one that is looked at is hidden, should it not be given back. */
    private static final int SECONDS_IN_HAND = 20;

    /** SQS asks only some of its machines at a time, so a queue is empty when it was found so a few times. */
    private static final int LOOKS = 3;

    private final SqsQueues queues;
    private final Clock clock;

    /**
     * A dead letter.
     *
     * @param receives how often it was tried
     */
    record Letter(String id, String body, String reason, int receives, Instant sentAt, Instant givenUpAt) {}

    /** What a redrive came to. */
    record Redriven(int redriven, Set<String> missing) {}

    SqsDeadLetters(SqsQueues queues, Clock clock) {
        this.queues = queues;
        this.clock = clock;
    }

    void add(Queue queue, String body, String reason, int receives, Instant sentAt) {
        var attributes = Map.of(
                REASON, attribute("String", reason),
                RECEIVES, attribute("Number", Integer.toString(receives)),
                SENT_AT, attribute("Number", Long.toString(sentAt.toEpochMilli())));
        queues.ask(sqs -> sqs.sendMessage(request ->
                request.queueUrl(queue.deadLettersUrl()).messageBody(body).messageAttributes(attributes)));
    }

    /** About how many there are. */
    int count(Family family) {
        return Integer.parseInt(
                queues.attributes(queues.of(family).deadLettersUrl()).getOrDefault("ApproximateNumberOfMessages", "0"));
    }

    /** About how many messages wait to be received. */
    int waiting(Family family) {
        return Integer.parseInt(
                queues.attributes(queues.of(family).url()).getOrDefault("ApproximateNumberOfMessages", "0"));
    }

    /** Some of them, the oldest that SQS shows first. */
    List<Letter> list(Family family, int most) {
        var queue = queues.of(family);
        var seen = new HashMap<String, Message>();
        try {
            for (int empty = 0; empty < LOOKS && seen.size() < most; ) {
                var before = seen.size();
                receive(queue, Math.min(BATCH, most - before))
                        .forEach(message -> seen.put(message.messageId(), message));
                empty = seen.size() > before ? 0 : empty + 1;
            }
        } finally {
            giveBack(queue, List.copyOf(seen.values()));
        }
        return seen.values().stream()
                .map(SqsDeadLetters::letter)
                .sorted((one, other) -> one.sentAt().compareTo(other.sentAt()))
                .toList();
    }

    /**
     * Sends them through their queue again, as they were. Those that die again meanwhile stay.
     *
     * @param ids of those that are meant; null for all
     */
    Redriven redrive(Family family, @Nullable Set<String> ids) {
        var queue = queues.of(family);
        var begun = clock.instant();
        var missing = new HashSet<String>(ids == null ? Set.of() : ids);
        var others = new HashMap<String, Message>();
        var redriven = 0;
        Predicate<Message> meant = message -> (ids == null || ids.contains(message.messageId()))
                && !letter(message).givenUpAt().isAfter(begun);
        try {
            for (int empty = 0; empty < LOOKS && (ids == null || !missing.isEmpty()); ) {
                var news = false;
                for (var message : receive(queue, BATCH)) {
                    if (meant.test(message)) {
                        redrive(queue, message);
                        missing.remove(message.messageId());
                        redriven++;
                        news = true;
                    } else {
                        news |= others.put(message.messageId(), message) == null;
                    }
                }
                empty = news ? 0 : empty + 1;
            }
        } finally {
            giveBack(queue, List.copyOf(others.values()));
        }
        return new Redriven(redriven, missing);
    }

    private void redrive(Queue queue, Message message) {
        queues.ask(
                sqs -> sqs.sendMessage(request -> request.queueUrl(queue.url()).messageBody(message.body())));
        queues.ask(sqs -> sqs.deleteMessage(
                request -> request.queueUrl(queue.deadLettersUrl()).receiptHandle(message.receiptHandle())));
    }

    private List<Message> receive(Queue queue, int most) {
        return queues.ask(sqs -> sqs.receiveMessage(request -> request.queueUrl(queue.deadLettersUrl())
                        .maxNumberOfMessages(most)
                        .waitTimeSeconds(0)
                        .visibilityTimeout(SECONDS_IN_HAND)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(
                                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                                MessageSystemAttributeName.SENT_TIMESTAMP)))
                .messages();
    }

    private void giveBack(Queue queue, List<Message> messages) {
        for (int from = 0; from < messages.size(); from += BATCH) {
            var some = messages.subList(from, Math.min(from + BATCH, messages.size()));
            var entries = IntStream.range(0, some.size())
                    .mapToObj(i -> ChangeMessageVisibilityBatchRequestEntry.builder()
                            .id(Integer.toString(i))
                            .receiptHandle(some.get(i).receiptHandle())
                            .visibilityTimeout(0)
                            .build())
                    .toList();
            queues.ask(sqs -> sqs.changeMessageVisibilityBatch(
                    request -> request.queueUrl(queue.deadLettersUrl()).entries(entries)));
        }
    }

    /** One that the queue itself gave up says nothing of why: nobody got as far as that. */
    private static Letter letter(Message message) {
        var arrived = system(message, MessageSystemAttributeName.SENT_TIMESTAMP);
        return new Letter(
                message.messageId(),
                message.body(),
                own(message, REASON).orElse("received too often, by workers that did not say why they failed"),
                Integer.parseInt(own(message, RECEIVES)
                        .orElseGet(() -> system(message, MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))),
                Instant.ofEpochMilli(Long.parseLong(own(message, SENT_AT).orElse(arrived))),
                Instant.ofEpochMilli(Long.parseLong(arrived)));
    }

    private static Optional<String> own(Message message, String name) {
        return Optional.ofNullable(message.messageAttributes().get(name)).map(MessageAttributeValue::stringValue);
    }

    private static String system(Message message, MessageSystemAttributeName name) {
        return message.attributes().getOrDefault(name, "0");
    }

    private static MessageAttributeValue attribute(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }
}
