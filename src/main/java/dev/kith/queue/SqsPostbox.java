package dev.kith.queue;

import dev.kith.events.ClaimCheck;
import dev.kith.events.Family;
import dev.kith.events.Postbox;
import dev.kith.web.StoreDownException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Sends messages to the queues of their families, ten at a time, several times ten at once. */
@Singleton
final class SqsPostbox implements Postbox {

    private static final Logger LOG = LoggerFactory.getLogger(SqsPostbox.class);
    private static final int BATCH = 10;
    private static final int AT_ONCE = 8;

    private final SqsQueues queues;

    /** Messages of one family that are sent together. */
    private record Batch(Family family, List<ClaimCheck> checks) {}

    SqsPostbox(SqsQueues queues) {
        this.queues = queues;
    }

    @Override
    public Set<ClaimCheck> post(Collection<ClaimCheck> checks) {
        var batches = batches(checks);
        var failed = new ConcurrentHashMap<Family, RuntimeException>();
        var sent = new HashSet<ClaimCheck>();
        if (batches.size() == 1) {
            sent.addAll(send(batches.getFirst(), failed));
        } else {
            sent.addAll(sendAll(batches, failed));
        }
        if (sent.isEmpty() && !failed.isEmpty()) {
            throw failed.values().iterator().next();
        }
        return sent;
    }

    private static List<Batch> batches(Collection<ClaimCheck> checks) {
        var byFamily = checks.stream().collect(Collectors.groupingBy(check -> Family.of(check.type())));
        var batches = new ArrayList<Batch>();
        byFamily.forEach((family, all) -> {
            for (int from = 0; from < all.size(); from += BATCH) {
                batches.add(new Batch(family, all.subList(from, Math.min(from + BATCH, all.size()))));
            }
        });
        return batches;
    }

    private Set<ClaimCheck> sendAll(List<Batch> batches, Map<Family, RuntimeException> failed) {
        var sent = new HashSet<ClaimCheck>();
        var lanes = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = batches.stream()
                    .<Callable<Set<ClaimCheck>>>map(batch -> () -> {
                        lanes.acquire();
                        try {
                            return send(batch, failed);
                        } finally {
                            lanes.release();
                        }
                    })
                    .toList();
            for (var task : threads.invokeAll(tasks)) {
                sent.addAll(task.get());
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoreDownException("sqs", "interrupted", stopped);
        }
        return sent;
    }

    /** A queue that has just failed is not asked again: that takes time, and others wait. */
    private Set<ClaimCheck> send(Batch batch, Map<Family, RuntimeException> failed) {
        if (failed.containsKey(batch.family())) {
            return Set.of();
        }
        try {
            return sendNow(batch);
        } catch (RuntimeException failure) {
            if (failed.putIfAbsent(batch.family(), failure) == null) {
                LOG.debug("nothing can be sent to {}", batch.family(), failure);
            }
            return Set.of();
        }
    }

    private Set<ClaimCheck> sendNow(Batch batch) {
        var url = queues.of(batch.family()).url();
        var checks = batch.checks();
        var entries = IntStream.range(0, checks.size())
                .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .messageBody(checks.get(i).write())
                        .build())
                .toList();
        var answer = queues.ask(
                sqs -> sqs.sendMessageBatch(request -> request.queueUrl(url).entries(entries)));
        answer.failed()
                .forEach(entry -> LOG.warn(
                        "{} does not take {}: {}", url, checks.get(Integer.parseInt(entry.id())), entry.message()));
        return answer.successful().stream()
                .map(entry -> checks.get(Integer.parseInt(entry.id())))
                .collect(Collectors.toSet());
    }
}
