package dev.kith.batch;

import dev.kith.graph.SocialGraph.Pair;
import dev.kith.id.BatchId;
import dev.kith.id.ProfileId;
import dev.kith.job.Jobs;
import dev.kith.web.Problem;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Does the same for many pairs of profiles, by and by: each as a single request would, and once, whatever falls over meanwhile. */
@Singleton
public class Batches {

    /** Asked for by letter; what has none of them is not counted. */
    private static final String[] LETTERS = Arrays.stream(BatchOutcome.values())
            .map(outcome -> String.valueOf(outcome.letter()))
            .toArray(String[]::new);

    private final BatchRepository batches;
    private final BatchItemRepository items;
    private final BatchReception reception;
    private final Jobs jobs;
    private final TransactionOperations<Connection> transactions;

    Batches(
            BatchRepository batches,
            BatchItemRepository items,
            BatchReception reception,
            Jobs jobs,
            TransactionOperations<Connection> transactions) {
        this.batches = batches;
        this.items = items;
        this.reception = reception;
        this.jobs = jobs;
        this.transactions = transactions;
    }

    /**
     * A batch among others.
     *
     * @param kind what it does
     * @param owner on whose behalf; null where there are several
     */
    public record Entry(String kind, @Nullable ProfileId owner, BatchView batch) {

        /** Whether nothing more comes of it. */
        public boolean isFinal() {
            return batch.isFinal();
        }
    }

    /**
     * What came of a pair, and which it is.
     *
     * @param number from 1
     */
    public record Receipt(int number, BatchItemView item) {}

    /**
     * Begins one, with the caller's transaction if there is one. A pair that comes twice counts once.
     *
     * @param viewer who does it, which must be the source of all; null for a service
     */
    public BatchId create(BatchKind kind, @Nullable ProfileId viewer, List<Pair> pairs) {
        return reception.take(kind, viewer, pairs);
    }

    /** As {@link #create}, of pairs that are read as they come; whatever reading them throws, nothing of them stays. */
    BatchId receive(BatchKind kind, @Nullable ProfileId viewer, Iterator<Pair> pairs) {
        return reception.receive(kind, viewer, pairs);
    }

    /** The newest before one, each with how far it has come; null for the newest of all. */
    public List<Entry> newest(@Nullable BatchId before, int most) {
        return batches.newest(before == null ? Long.MAX_VALUE : before.value(), most).stream()
                .map(this::entry)
                .toList();
    }

    /** One of them. */
    public Entry entry(BatchId id) {
        return entry(seen(id, null));
    }

    /**
     * What came of the pairs of one, in their order.
     *
     * @param after how many of its pairs to pass over
     * @param outcome that the pairs have come to; null for all
     */
    public List<Receipt> receipts(BatchId id, int after, @Nullable String outcome, int most) {
        return items.page(seen(id, null).id(), after - 1, letter(outcome), most).stream()
                .map(item -> new Receipt(item.number() + 1, BatchItemView.of(item)))
                .toList();
    }

    /** How far one has come; to a viewer, one of its own. */
    public BatchView status(BatchId id, @Nullable ProfileId viewer) {
        return view(seen(id, viewer));
    }

    /** Does nothing more of it. What is under way is done to its end; of what is done nothing is undone. */
    public BatchView cancel(BatchId id, @Nullable ProfileId viewer) {
        seen(id, viewer);
        if (batches.cancel(id.value()) > 0) {
            jobs.enqueue(new RunBatch(id.value()));
        }
        var row = seen(id, viewer);
        if (row.state() != BatchState.CANCELLED) {
            throw Problem.conflict("batch-completed", "All of this batch is done.");
        }
        return view(row);
    }

    /** Does again what has failed. */
    public BatchView retry(BatchId id, @Nullable ProfileId viewer) {
        seen(id, viewer);
        return transactions.executeWrite(transaction -> {
            switch (batches.findForUpdate(id.value())
                    .orElseThrow(() -> notFound(id))
                    .state()) {
                case RECEIVING -> throw notFound(id);
                case QUEUED, RUNNING ->
                    throw Problem.conflict("batch-running", "This batch is not done yet. Try again when it is.");
                case CANCELLED -> throw Problem.conflict("batch-cancelled", "This batch was cancelled, for good.");
                case COMPLETED -> {
                    if (items.turn(id.value(), text(BatchOutcome.FAILED), text(BatchOutcome.PENDING)) > 0) {
                        batches.requeue(id.value());
                        jobs.enqueue(new RunBatch(id.value()));
                    }
                }
            }
            return view(seen(id, viewer));
        });
    }

    /** The batch, unless it is hidden from the viewer. */
    BatchRow seen(BatchId id, @Nullable ProfileId viewer) {
        return batches.find(id.value())
                .filter(row -> viewer == null || (row.ownerId() != null && row.ownerId() == viewer.value()))
                .orElseThrow(() -> notFound(id));
    }

    /** The row is read before what came of its pairs, so what has ended is seen whole. */
    private BatchView view(BatchRow row) {
        var counts = new EnumMap<BatchOutcome, Integer>(BatchOutcome.class);
        items.counts(row.id(), LETTERS).forEach(count -> counts.put(BatchOutcome.of(count.letter()), count.count()));
        return BatchView.of(row, counts);
    }

    private Entry entry(BatchRow row) {
        return new Entry(
                row.kind().name().toLowerCase(Locale.ROOT),
                row.ownerId() == null ? null : new ProfileId(row.ownerId()),
                view(row));
    }

    /** By which an outcome that a caller names stands in rows; null for any. */
    static @Nullable String letter(@Nullable String outcome) {
        return outcome == null ? null : text(BatchOutcome.named(outcome));
    }

    private static String text(BatchOutcome outcome) {
        return String.valueOf(outcome.letter());
    }

    private static Problem notFound(BatchId id) {
        return Problem.notFound("batch", id);
    }
}
