package dev.kith.outbox;

import dev.kith.events.ClaimCheck;
import dev.kith.events.Dispatch;
import dev.kith.events.Dispatch.Note;
import dev.kith.events.Dispatch.Topic;
import dev.kith.events.Relay;
import dev.kith.events.RelayConfiguration;
import dev.kith.events.Waiting;
import dev.kith.web.Problems;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends on what waits in the outbox. A record is written in the transaction of the change and removed after its message was sent, so it is sent at least
 * once. Instances share the work: each takes keys that no other works on, from the oldest record on that is there, whatever its number.
 */
@Singleton
class OutboxRelay {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final String NAME = "postgres";
    private static final int KEYS = 500;

    /** How many records of one key are done with one message at most. */
    private static final int RECORDS_OF_KEY = 1_000;

    private final OutboxRepository records;
    private final TransactionOperations<Connection> transactions;
    private final Dispatch dispatch;
    private final Clock clock;
    private final Waiting waiting;
    private final Relay relay;

    private enum Batch {
        NOTHING_DUE,
        SENT,
        FAILED
    }

    OutboxRelay(
            OutboxRepository records,
            TransactionOperations<Connection> transactions,
            Dispatch dispatch,
            RelayConfiguration configuration,
            Clock clock,
            RandomGenerator random,
            MeterRegistry meters) {
        this.records = records;
        this.transactions = transactions;
        this.dispatch = dispatch;
        this.clock = clock;
        this.waiting = new Waiting(NAME, meters);
        this.relay = new Relay("the outbox", configuration, random, this::deliver);
    }

    @EventListener
    void begin(StartupEvent started) {
        relay.start();
    }

    @EventListener
    void end(ShutdownEvent stopping) {
        relay.close();
    }

    void wake() {
        relay.wake();
    }

    /**
     * Sends until nothing is due; false when some of it could not be sent. What was written meanwhile of the same keys, on another instance, had to be
     * left to this one; so it looks once more at the end.
     */
    boolean deliver() {
        var batch = Batch.SENT;
        while (batch == Batch.SENT) {
            batch = transactions.executeWrite(transaction -> sendBatch());
        }
        return batch == Batch.NOTHING_DUE;
    }

    /** Records stay locked while their messages are sent, so that nobody else sends those of the same keys meanwhile. */
    private Batch sendBatch() {
        var due = records.lockDue(KEYS, RECORDS_OF_KEY);
        if (due.isEmpty()) {
            return Batch.NOTHING_DUE;
        }
        var sent = dispatch.send(
                NAME,
                due.stream().map(row -> new Note(check(row), row.createdAt())).toList());
        Predicate<OutboxRepository.Due> gone = row -> sent.contains(Topic.of(check(row)));
        records.remove(due.stream().filter(gone).map(OutboxRepository.Due::id).toArray(Long[]::new));
        var left =
                due.stream().filter(gone.negate()).map(OutboxRepository.Due::id).toArray(Long[]::new);
        if (left.length > 0) {
            records.postpone(left);
            return Batch.FAILED;
        }
        return Batch.SENT;
    }

    private static ClaimCheck check(OutboxRepository.Due row) {
        return new ClaimCheck(row.type(), row.id(), Long.toString(row.key()), row.traceId());
    }

    @Scheduled(fixedDelay = "${kith.relay.sample:10s}", initialDelay = "1s")
    void sample() {
        try {
            waiting.are(records.count(), records.oldest().orElse(null), clock.instant());
        } catch (RuntimeException failed) {
            var store = Problems.storeDown(failed).orElseThrow(() -> failed);
            LOG.debug("what waits in the outbox is not known: {} is down", store);
        }
    }
}
