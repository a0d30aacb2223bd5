package dev.kith.outbox;

import dev.kith.web.Problems;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the outbox. A record is written in the transaction of the change and removed after the consumer of its type has brought its own side
 * in line with the current state, so delivery is at least once, and order does not matter.
 */
@Singleton
class OutboxDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxDelivery.class);
    private static final int BATCH = 500;

    private final OutboxRepository records;
    private final TransactionOperations<Connection> transactions;
    private final Map<String, OutboxConsumer> consumers;

    OutboxDelivery(
            OutboxRepository records, TransactionOperations<Connection> transactions, List<OutboxConsumer> consumers) {
        this.records = records;
        this.transactions = transactions;
        this.consumers = consumers.stream().collect(Collectors.toMap(OutboxConsumer::type, Function.identity()));
    }

    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void deliver() {
        try {
            while (deliverBatch() == BATCH) {
                // more are waiting
            }
        } catch (RuntimeException failed) {
            var store = Problems.storeDown(failed).orElseThrow(() -> failed);
            LOG.warn("the outbox waits: {} is down", store);
        }
    }

    /** Records stay locked while their consumer works, so that instances share the work. What fails is tried again later. */
    private int deliverBatch() {
        return transactions.executeWrite(transaction -> {
            var batch = records.lockDue(BATCH);
            batch.stream()
                    .collect(Collectors.groupingBy(OutboxRepository.Due::type))
                    .forEach(this::deliver);
            return batch.size();
        });
    }

    private void deliver(String type, List<OutboxRepository.Due> due) {
        var ids = due.stream().map(OutboxRepository.Due::id).toArray(Long[]::new);
        var consumer = consumers.get(type);
        if (consumer == null) {
            LOG.error("{} outbox records of type {} have no consumer", ids.length, type);
            records.postpone(ids);
            return;
        }
        try {
            consumer.changed(
                    due.stream().map(OutboxRepository.Due::key).distinct().toList());
            records.remove(ids);
        } catch (RuntimeException failed) {
            LOG.warn(
                    "{} outbox records of type {} (first trace {}) are put off: {}",
                    ids.length,
                    type,
                    due.getFirst().traceId(),
                    failed.toString());
            records.postpone(ids);
        }
    }
}
