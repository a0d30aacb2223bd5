package dev.kith.queue;

import dev.kith.events.Family;
import dev.kith.web.StoreDownException;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The queues themselves: in development they are made, elsewhere they must be there and as {@link QueueRules} has it. */
@Context
class SqsQueues {

    private static final Logger LOG = LoggerFactory.getLogger(SqsQueues.class);
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY = 429;

    /** As long as SQS keeps anything. */
    private static final String FOURTEEN_DAYS = "1209600";

    private final SqsClient sqs;
    private final QueueConfiguration configuration;
    private volatile Map<Family, Queue> ready = Map.of();

    /**
     * One family's queue.
     *
     * @param maxReceives at which a message whose effect fails is given up
     */
    record Queue(String url, String deadLettersUrl, int maxReceives) {}

    SqsQueues(SqsClient sqs, QueueConfiguration configuration) {
        this.sqs = sqs;
        this.configuration = configuration;
    }

    /** Queues that are wrong stop the start. One can start without SQS: they are looked at when it is there. */
    @PostConstruct
    void begin() {
        try {
            prepare();
        } catch (StoreDownException down) {
            LOG.warn("the queues are not known yet: {}", down.getMessage());
        }
    }

    /**
     * The queue of a family.
     *
     * @throws StoreDownException when SQS does not answer
     * @throws IllegalStateException when the queues are not what they must be
     */
    Queue of(Family family) {
        if (ready.isEmpty()) {
            prepare();
        }
        return Objects.requireNonNull(ready.get(family));
    }

    /** Asks SQS for something; when it does not answer, or is busy, it is down. */
    <T> T ask(Function<SqsClient, T> question) {
        try {
            return question.apply(sqs);
        } catch (SdkException failed) {
            if (failed instanceof SdkClientException || (failed instanceof SqsException answer && isPassing(answer))) {
                throw new StoreDownException("sqs", String.valueOf(failed.getMessage()), failed);
            }
            throw failed;
        }
    }

    private static boolean isPassing(SqsException answer) {
        return answer.statusCode() >= SERVER_ERROR || answer.statusCode() == TOO_MANY || answer.isThrottlingException();
    }

    private synchronized void prepare() {
        if (!ready.isEmpty()) {
            return;
        }
        var found = new EnumMap<Family, Queue>(Family.class);
        var faults = new ArrayList<String>();
        for (var family : Family.values()) {
            found.put(family, configuration.create() ? create(family) : check(family, faults));
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException("the queues are not what they must be: " + String.join("; ", faults));
        }
        ready = found;
    }

    private Queue create(Family family) {
        var dead = create(
                configuration.deadLetters(family), Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, FOURTEEN_DAYS));
        var arn = Objects.requireNonNull(attributes(dead).get("QueueArn"));
        var policy = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
                .formatted(arn, configuration.maxReceives());
        var url = create(configuration.queue(family), Map.of(QueueAttributeName.REDRIVE_POLICY, policy));
        return new Queue(url, dead, configuration.maxReceives());
    }

    /** One that is there gets the attributes, whatever it had. */
    private String create(String name, Map<QueueAttributeName, String> attributes) {
        try {
            var url = url(name);
            ask(client ->
                    client.setQueueAttributes(request -> request.queueUrl(url).attributes(attributes)));
            return url;
        } catch (QueueDoesNotExistException absent) {
            return ask(client -> client.createQueue(
                            request -> request.queueName(name).attributes(attributes)))
                    .queueUrl();
        }
    }

    private Queue check(Family family, List<String> faults) {
        var name = configuration.queue(family);
        try {
            var url = url(name);
            var dead = url(configuration.deadLetters(family));
            var attributes = attributes(url);
            faults.addAll(QueueRules.faults(name, attributes, attributes(dead)));
            return new Queue(url, dead, QueueRules.maxReceives(attributes, configuration.maxReceives()));
        } catch (QueueDoesNotExistException absent) {
            faults.add("%s or its dead letters are not there".formatted(name));
            return new Queue("", "", 0);
        }
    }

    private String url(String name) {
        return ask(client -> client.getQueueUrl(request -> request.queueName(name)))
                .queueUrl();
    }

    /** All attributes, by the names that SQS gives them. */
    Map<String, String> attributes(String url) {
        return ask(client -> client.getQueueAttributes(
                        request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL)))
                .attributesAsStrings()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
