package dev.kith.graph;

import dev.kith.events.Dispatch;
import dev.kith.events.Dispatch.Note;
import dev.kith.events.Dispatch.Topic;
import dev.kith.events.Relay;
import dev.kith.events.RelayConfiguration;
import dev.kith.events.Waiting;
import dev.kith.id.Ids;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.neo4j.driver.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends on the notes that writes of edges left in their transactions. One is removed after those in the same place have learned of it and its messages are
 * sent, so whatever became of the instance that wrote it, nobody misses it. Instances share the work by batches, one at a time: a note speaks of many
 * edges, so two batches could hold the same.
 */
@Singleton
class GraphOutbox {

    private static final Logger LOG = LoggerFactory.getLogger(GraphOutbox.class);
    private static final String NAME = "neo4j";
    private static final int BATCH = 200;
    private static final int MOST_TOLD = 10_000;

    private static final Cypher<EdgeNote> DUE = Cypher.load("graph/outbox_due.cypher", EdgeNote::of);
    private static final Cypher<EdgeNote> UNTOLD = Cypher.load("graph/outbox_untold.cypher", EdgeNote::of);
    private static final Cypher<Long> TELL =
            Cypher.load("graph/outbox_tell.cypher", row -> row.get("told").asLong());
    private static final Cypher<Long> REMOVE =
            Cypher.load("graph/outbox_remove.cypher", row -> row.get("removed").asLong());
    private static final Cypher<Long> COUNT =
            Cypher.load("graph/outbox_count.cypher", row -> row.get("waiting").asLong());
    private static final Cypher<Record> OLDEST = Cypher.load("graph/outbox_oldest.cypher", row -> row);

    private final Graph graph;
    private final List<EdgeListener> listeners;
    private final EdgeSubscriber subscriber;
    private final EdgeBundles bundles;
    private final GraphOutboxRepository locks;
    private final TransactionOperations<Connection> transactions;
    private final Dispatch dispatch;
    private final Clock clock;
    private final Waiting waiting;
    private final Relay relay;

    /** Notes of which those in the same place have learned from who wrote them. */
    private final Set<Long> told = ConcurrentHashMap.newKeySet();

    /**
     * A note as it is sent.
     *
     * @param bundle whether one message leads to all that it says
     */
    private record Outgoing(long id, boolean bundle, List<Note> messages) {}

    private enum Batch {
        SENT,
        NOTHING_DUE,
        /** Another instance is at it. */
        BUSY,
        FAILED
    }

    GraphOutbox(
            Graph graph,
            List<EdgeListener> listeners,
            EdgeSubscriber subscriber,
            EdgeBundles bundles,
            GraphOutboxRepository locks,
            TransactionOperations<Connection> transactions,
            Dispatch dispatch,
            RelayConfiguration configuration,
            Clock clock,
            RandomGenerator random,
            MeterRegistry meters) {
        this.graph = graph;
        this.listeners = listeners;
        this.subscriber = subscriber;
        this.bundles = bundles;
        this.locks = locks;
        this.transactions = transactions;
        this.dispatch = dispatch;
        this.clock = clock;
        this.waiting = new Waiting(NAME, meters);
        this.relay = new Relay("the outbox of the graph", configuration, random, this::deliver);
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

    /** Says that those in the same place have learned of these already. Should it be forgotten, they learn of it again. */
    void told(List<Long> notes) {
        if (told.size() < MOST_TOLD) {
            told.addAll(notes);
        }
    }

    /**
     * Sends what waits; false when some of it could not be sent. Then those in the same place learn of it nevertheless. While another instance sends, what is
     * written here is left to that one, which looks once more after it has let go of the lock: nobody waits in a queue for it.
     */
    boolean deliver() {
        try {
            var batch = Batch.SENT;
            while (batch == Batch.SENT) {
                batch = graph.read(OLDEST, Map.of()).isEmpty() ? Batch.NOTHING_DUE : sendBatchAlone();
            }
            if (batch != Batch.FAILED) {
                return true;
            }
        } catch (RuntimeException failed) {
            tellUntold();
            throw failed;
        }
        tellUntold();
        return false;
    }

    private Batch sendBatchAlone() {
        return transactions.executeWrite(transaction -> locks.tryLock() ? sendBatch() : Batch.BUSY);
    }

    private Batch sendBatch() {
        var due = graph.read(DUE, Map.of("most", BATCH));
        if (due.isEmpty()) {
            return Batch.NOTHING_DUE;
        }
        if (!tell(due)) {
            return Batch.FAILED;
        }
        var all = due.stream().map(this::outgoing).toList();
        var notes = all.stream().flatMap(one -> one.messages().stream()).toList();
        var sent = notes.isEmpty() ? Set.<Topic>of() : dispatch.send(NAME, notes);
        var done = new LinkedHashSet<Long>();
        var kept = new ArrayList<Long>();
        for (var one : all) {
            // none after one that has to be sent again: their messages must leave after its own
            if (!one.messages().stream().allMatch(message -> sent.contains(Topic.of(message.check())))) {
                break;
            }
            done.add(one.id());
            if (one.bundle()) {
                kept.add(one.id());
            }
        }
        if (!done.isEmpty()) {
            graph.write(open -> {
                EdgeBundles.keep(open, kept);
                return open.run(REMOVE, Map.of("ids", List.copyOf(done)));
            });
            told.removeAll(done);
        }
        return done.size() < due.size() ? Batch.FAILED : Batch.SENT;
    }

    /** The messages that tell of a note: one for each change of which somebody wants to learn, or one that leads to all of them. */
    private Outgoing outgoing(EdgeNote note) {
        var since = Ids.timeOf(note.id());
        var changes = note.changes().stream()
                .filter(change -> subscriber.wants(change.kind()))
                .toList();
        return changes.size() >= EdgeBundles.FEWEST
                ? new Outgoing(note.id(), true, List.of(new Note(bundles.check(note, changes), since)))
                : new Outgoing(
                        note.id(),
                        false,
                        changes.stream()
                                .map(change -> new Note(change.check(), since))
                                .toList());
    }

    /** Those that can't be sent may be many: all of them are told, each once. */
    private void tellUntold() {
        var untold = graph.read(UNTOLD, Map.of("most", BATCH));
        while (!untold.isEmpty() && tell(untold)) {
            var ids = untold.stream().map(EdgeNote::id).toList();
            graph.write(open -> open.run(TELL, Map.of("ids", ids)));
            untold = graph.read(UNTOLD, Map.of("most", BATCH));
        }
    }

    private boolean tell(List<EdgeNote> notes) {
        var versions = new HashMap<Long, Long>();
        for (var note : notes) {
            for (var change : told.contains(note.id()) ? List.<EdgeChange>of() : note.changes()) {
                versions.merge(change.source(), change.version(), Math::max);
                versions.merge(change.target(), change.version(), Math::max);
            }
        }
        return versions.isEmpty() || listeners.stream().allMatch(listener -> listener.changed(versions));
    }

    @Scheduled(fixedDelay = "${kith.relay.sample:10s}", initialDelay = "1s")
    void sample() {
        try {
            var count = graph.read(COUNT, Map.of()).getFirst();
            var oldest = graph.read(OLDEST, Map.of()).stream()
                    .findFirst()
                    .map(row -> Ids.timeOf(row.get("id").asLong()));
            waiting.are(count, oldest.orElse(null), clock.instant());
        } catch (RuntimeException failed) {
            var store = Problems.storeDown(failed).orElseThrow(() -> failed);
            LOG.debug("what waits in the outbox of the graph is not known: {} is down", store);
        }
    }
}
