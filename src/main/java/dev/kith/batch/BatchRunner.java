package dev.kith.batch;

import static dev.kith.batch.BatchOutcome.FAILED;
import static dev.kith.batch.BatchOutcome.PENDING;

import dev.kith.batch.BatchItemRepository.Pairs;
import dev.kith.batch.BatchItemRepository.Slice;
import dev.kith.graph.EdgeCommand;
import dev.kith.graph.EdgeReceipts;
import dev.kith.graph.EdgeReceipts.Order;
import dev.kith.id.ProfileId;
import dev.kith.job.Jobs;
import dev.kith.profile.Profiles;
import dev.kith.role.Precedence;
import dev.kith.web.Overloaded;
import dev.kith.web.Problems;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on batches. Some slices are locked in Postgres, their edges are made in one transaction of the graph which also keeps what came of them, and that is
 * then written to Postgres: whoever dies in between leaves slices that look undone, and whose receipts the next one finds.
 */
@Singleton
class BatchRunner {

    private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);

    private final BatchRepository batches;
    private final BatchItemRepository items;
    private final EdgeReceipts edges;
    private final Profiles profiles;
    private final Jobs jobs;
    private final Precedence precedence;
    private final TransactionOperations<Connection> transactions;
    private final BatchConfiguration configuration;
    private final Clock clock;

    BatchRunner(
            BatchRepository batches,
            BatchItemRepository items,
            EdgeReceipts edges,
            Profiles profiles,
            Jobs jobs,
            Precedence precedence,
            TransactionOperations<Connection> transactions,
            BatchConfiguration configuration,
            Clock clock) {
        this.batches = batches;
        this.items = items;
        this.edges = edges;
        this.profiles = profiles;
        this.jobs = jobs;
        this.precedence = precedence;
        this.transactions = transactions;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** Works on one for a while, and asks for the rest. What can't be done now is left to the sweeper. */
    void run(long batch) {
        try {
            precedence.first(() -> work(batch));
        } catch (RuntimeException failed) {
            var store = Problems.storeDown(failed);
            if (store.isEmpty() && !(failed instanceof Overloaded)) {
                LOG.error("batch {} waits", batch, failed);
            } else {
                LOG.warn("batch {} waits: {}", batch, failed.toString());
            }
            if (!store.equals(Optional.of("postgres"))) {
                stick(batch);
            }
        }
    }

    private void work(long batch) {
        var turn = new Turn(batch, System.nanoTime() + configuration.turn().toNanos());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var lanes = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < configuration.lanes(); i++) {
                lanes.add(turn::lane);
            }
            var hasMore = false;
            for (var lane : threads.invokeAll(lanes)) {
                hasMore |= lane.get();
            }
            if (hasMore) {
                jobs.enqueue(new RunBatch(batch));
            } else {
                batches.complete(batch);
                settle(batch);
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while working on a batch", stopped);
        }
    }

    /** For a while several lanes work on a batch: while one waits for Postgres, another does for the graph. */
    private final class Turn {

        private final long batch;
        private final long end;
        private volatile boolean broken;

        Turn(long batch, long end) {
            this.batch = batch;
            this.end = end;
        }

        /** Whether there may be more to do. */
        boolean lane() {
            var most = configuration.slices();
            while (System.nanoTime() < end && !broken) {
                var running = batches.run(batch);
                if (running.isEmpty()) {
                    return false;
                }
                switch (attempt(running.getFirst(), most)) {
                    case NONE -> {
                        return false;
                    }
                    case BROKEN -> most = 1;
                    case DONE -> {
                        if (running.getFirst().stuckSince() != null) {
                            batches.unstick(batch);
                        }
                    }
                }
            }
            return true;
        }

        private Round attempt(BatchRow row, int most) {
            try {
                return round(row, most);
            } catch (RuntimeException failed) {
                broken = true;
                throw failed;
            }
        }
    }

    /** What came of some slices. */
    private enum Round {
        DONE,
        /** There was none to work on. */
        NONE,
        /** Something is wrong with one of them. */
        BROKEN
    }

    private Round round(BatchRow batch, int most) {
        return transactions.executeWrite(transaction -> {
            var slices = items.claim(batch.id(), most);
            if (slices.isEmpty()) {
                return Round.NONE;
            }
            var numbers = slices.stream().map(Slice::number).toArray(Integer[]::new);
            var pairs = items.ofSlices(batch.id(), numbers).stream()
                    .collect(Collectors.toMap(Pairs::number, Function.identity()));
            try {
                var outcomes = carryOut(batch, slices, pairs);
                items.write(batch.id(), numbers, outcomes.toArray(String[]::new));
                return Round.DONE;
            } catch (Unsound unsound) {
                if (slices.size() > 1) {
                    return Round.BROKEN;
                }
                LOG.error("slice {} of batch {} has failed", numbers[0], batch.id(), unsound.getCause());
                var outcomes = slices.getFirst().outcomes().replace(PENDING.letter(), FAILED.letter());
                items.write(batch.id(), numbers, new String[] {outcomes});
                return Round.DONE;
            }
        });
    }

    /** Answers the outcomes of each slice. */
    private List<String> carryOut(BatchRow batch, List<Slice> slices, Map<Integer, Pairs> pairs) {
        var at = clock.instant();
        var orders = new ArrayList<Order>();
        for (var slice : slices) {
            var commands = new ArrayList<EdgeCommand>();
            var ofSlice = Objects.requireNonNull(pairs.get(slice.number()));
            for (int i = 0; i < ofSlice.size(); i++) {
                if (slice.outcomes().charAt(i) == PENDING.letter()) {
                    commands.add(batch.kind().command(ofSlice.pair(i), at));
                }
            }
            orders.add(new Order(key(slice), commands));
        }
        try {
            var done = edges.write(orders, result -> BatchKind.outcome(result).letter(), this::makeNodes);
            return slices.stream()
                    .map(slice -> filled(slice.outcomes(), Objects.requireNonNull(done.get(key(slice)))))
                    .toList();
        } catch (RuntimeException failed) {
            if (failed instanceof Overloaded || Problems.storeDown(failed).isPresent()) {
                throw failed;
            }
            throw new Unsound(failed);
        }
    }

    private static String key(Slice slice) {
        return prefix(slice.batchId()) + slice.number() + "/" + slice.turn();
    }

    private static String prefix(long batch) {
        return "batch/" + batch + "/";
    }

    /** Puts letters in the place of the dots. */
    private static String filled(String outcomes, String letters) {
        var filled = new StringBuilder(outcomes);
        int next = 0;
        for (int i = 0; i < filled.length(); i++) {
            if (filled.charAt(i) == PENDING.letter()) {
                filled.setCharAt(i, letters.charAt(next++));
            }
        }
        return filled.toString();
    }

    private void makeNodes(Collection<Long> wanted) {
        profiles.ensureNodes(wanted.stream().map(ProfileId::new).toList());
    }

    /** Lets it wait for the sweeper; after all patience, what is left of it has failed. */
    private void stick(long batch) {
        try {
            var stuck = batches.stick(batch).stream()
                    .map(BatchRow::stuckSince)
                    .filter(Objects::nonNull)
                    .filter(since -> since.plus(configuration.patience()).isBefore(clock.instant()))
                    .findFirst();
            if (stuck.isPresent()) {
                LOG.error("batch {} has failed: nothing could be done of it since {}", batch, stuck.get());
                items.turn(batch, String.valueOf(PENDING.letter()), String.valueOf(FAILED.letter()));
                batches.complete(batch);
            }
        } catch (RuntimeException failed) {
            LOG.warn("batch {} waits: {}", batch, failed.toString());
        }
    }

    /** Once one has ended, nothing of it stays in the graph but its edges. */
    private void settle(long batch) {
        transactions.executeWrite(transaction -> {
            if (batches.lockEnded(batch).isPresent()) {
                items.await(batch);
                edges.forget(prefix(batch));
                batches.settle(batch);
            }
            return null;
        });
    }

    /** What failed is not that a store is down. */
    private static final class Unsound extends RuntimeException {

        Unsound(RuntimeException cause) {
            super(cause);
        }
    }
}
