package dev.kith.batch;

import dev.kith.graph.SocialGraph.Pair;
import dev.kith.id.BatchId;
import dev.kith.id.Ids;
import dev.kith.id.ProfileId;
import dev.kith.job.Jobs;
import dev.kith.relation.Relations;
import dev.kith.web.Problem;
import io.micronaut.http.HttpStatus;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in the pairs of batches, of which it never holds more than some. */
@Singleton
class BatchReception {

    private static final Logger LOG = LoggerFactory.getLogger(BatchReception.class);
    private static final int CHUNK = 5_000;
    private static final int REMOVED_AT_ONCE = 20_000;

    private final BatchRepository batches;
    private final BatchItemRepository items;
    private final Jobs jobs;
    private final Ids ids;
    private final TransactionOperations<Connection> transactions;

    BatchReception(
            BatchRepository batches,
            BatchItemRepository items,
            Jobs jobs,
            Ids ids,
            TransactionOperations<Connection> transactions) {
        this.batches = batches;
        this.items = items;
        this.jobs = jobs;
        this.ids = ids;
        this.transactions = transactions;
    }

    /** Takes in pairs that are there already, with the caller's transaction or not at all. */
    BatchId take(BatchKind kind, @Nullable ProfileId viewer, List<Pair> pairs) {
        return transactions.executeWrite(transaction -> {
            var incoming = new Incoming(kind, viewer);
            pairs.forEach(incoming::check);
            incoming.add(pairs);
            incoming.end();
            return new BatchId(incoming.id);
        });
    }

    /** Takes in pairs as they come. Nobody sees any before all are there; if that comes to nothing, nothing stays. */
    BatchId receive(BatchKind kind, @Nullable ProfileId viewer, Iterator<Pair> pairs) {
        var incoming = new Incoming(kind, viewer);
        try {
            var chunk = new ArrayList<Pair>(CHUNK);
            while (pairs.hasNext()) {
                chunk.add(pairs.next());
                incoming.check(chunk.getLast());
                if (chunk.size() == CHUNK) {
                    transactions.executeWrite(transaction -> incoming.add(chunk));
                    chunk.clear();
                }
            }
            transactions.executeWrite(transaction -> {
                incoming.add(chunk);
                incoming.end();
                return null;
            });
            return new BatchId(incoming.id);
        } catch (RuntimeException failed) {
            try {
                discard(incoming.id);
            } catch (RuntimeException later) {
                LOG.warn("what was received of batch {} is removed later: {}", incoming.id, later.toString());
            }
            throw failed;
        }
    }

    /** Removes one that nobody sees, and in the end, with its row, also what somebody still added meanwhile: after that nobody can. */
    void discard(long batch) {
        while (items.remove(batch, REMOVED_AT_ONCE) == REMOVED_AT_ONCE) {
            // as long as there are more
        }
        transactions.executeWrite(
                transaction -> batches.delete(batch) == 0 ? 0 : items.remove(batch, Integer.MAX_VALUE));
    }

    /** A batch whose pairs come in. */
    private final class Incoming {

        private final BatchKind kind;
        private final @Nullable ProfileId viewer;
        private final long id = ids.next();
        private int total;
        private @Nullable Long source;
        private boolean several;

        Incoming(BatchKind kind, @Nullable ProfileId viewer) {
            this.kind = kind;
            this.viewer = viewer;
            batches.insert(id, kind.name());
        }

        /** Refuses a pair that no single request might have. */
        void check(Pair pair) {
            if (viewer != null && viewer.value() != pair.source()) {
                throw Problem.of(
                        HttpStatus.FORBIDDEN,
                        "viewer-mismatch",
                        "X-Viewer-Id names another profile than the source " + pair.source() + ".");
            }
            if (pair.source() == pair.target()) {
                throw Relations.selfRelation(kind.edge());
            }
            several |= source != null && source != pair.source();
            source = pair.source();
        }

        /** Adds those that it has not yet. */
        int add(Collection<Pair> pairs) {
            if (batches.goOnReceiving(id) == 0) {
                throw Problem.of(
                        HttpStatus.REQUEST_TIMEOUT, "upload-timeout", "Nothing came for too long. Begin anew.");
            }
            var fresh = new LinkedHashSet<>(pairs);
            total += items.add(
                    id,
                    total,
                    fresh.stream().map(Pair::source).toArray(Long[]::new),
                    fresh.stream().map(Pair::target).toArray(Long[]::new));
            return total;
        }

        /** Lets it be worked on. */
        void end() {
            if (total == 0) {
                throw Problem.malformed("body", "must hold at least one pair");
            }
            items.slice(id, total);
            batches.queue(id, several ? null : source, total);
            jobs.enqueue(new RunBatch(id));
        }
    }
}
