package dev.kith.queue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/** Holds on to messages for as long as somebody works on them. */
final class SqsHeartbeat implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SqsHeartbeat.class);

    private final SqsQueues queues;
    private final String url;
    private final Duration visibility;
    private final List<Message> messages;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread thread;

    SqsHeartbeat(SqsQueues queues, String url, Duration visibility, List<Message> messages) {
        this.queues = queues;
        this.url = url;
        this.visibility = visibility;
        this.messages = messages;
        this.thread = Thread.ofVirtual().name("heartbeat of " + url).start(this::beat);
    }

    /** Returns when no more will be said about these messages. */
    @Override
    public void close() {
        done.countDown();
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        try {
            while (!done.await(visibility.toMillis() / 3, TimeUnit.MILLISECONDS)) {
                extend();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void extend() {
        var entries = IntStream.range(0, messages.size())
                .mapToObj(i -> ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(messages.get(i).receiptHandle())
                        .visibilityTimeout((int) visibility.toSeconds())
                        .build())
                .toList();
        try {
            queues.ask(sqs -> sqs.changeMessageVisibilityBatch(
                    request -> request.queueUrl(url).entries(entries)));
        } catch (RuntimeException failed) {
            LOG.warn("{} messages of {} may be received again meanwhile: {}", messages.size(), url, failed.toString());
        }
    }
}
