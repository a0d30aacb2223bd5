package dev.kith.graph;

import dev.kith.web.Overloaded;
import dev.kith.web.StoreDownException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Lets callers who ask at the same time share one piece of work. While a batch is under way the next one gathers; and where callers come in
 * company, it waits a moment for those who are on their way, since on a busy machine they come one by one. Who comes alone does not wait. So batches grow with
 * the load. Each caller gets its own answer, or its own failure, after the work is done.
 *
 * @param <C> what is asked
 * @param <R> what is answered
 */
final class Coalescer<C, R> implements AutoCloseable {

    /** How often a lane without work looks whether it is to end. */
    private static final Duration IDLE = Duration.ofMillis(200);

    /** How often somebody who comes alone waits for company after all, to learn whether there is some. */
    private static final int PROBE = 16;

    private final Function<List<C>, List<R>> work;
    private final WriteLimits limits;
    private final BlockingQueue<Waiting<C, R>> queue;
    private final List<Thread> lanes = new ArrayList<>();
    private volatile boolean closed;

    private record Waiting<C, R>(C command, long since, CompletableFuture<R> answer) {}

    /** @param work answers a batch in its order, or fails as a whole without having done anything */
    Coalescer(String name, WriteLimits limits, Function<List<C>, List<R>> work) {
        this.work = work;
        this.limits = limits;
        this.queue = new ArrayBlockingQueue<>(limits.queue());
        for (int i = 0; i < limits.lanes(); i++) {
            lanes.add(Thread.ofVirtual().name(name + "-", i).start(this::lane));
        }
    }

    /**
     * Waits for the answer.
     *
     * @throws Overloaded when too many wait already, or this one has waited too long
     */
    R ask(C command) {
        var waiting = new Waiting<C, R>(command, System.nanoTime(), new CompletableFuture<>());
        if (closed || !queue.offer(waiting) || isLeftBehind(waiting)) {
            throw new Overloaded(queue.size() + " writes are waiting");
        }
        try {
            return waiting.answer().get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a write", stopped);
        }
    }

    /** How many wait for their turn. */
    int waiting() {
        return queue.size();
    }

    /** The lanes may have ended since {@code closed} was looked at: what is still in the queue then, nobody takes out. */
    private boolean isLeftBehind(Waiting<C, R> waiting) {
        return closed && queue.remove(waiting);
    }

    private void lane() {
        var batch = new ArrayList<Waiting<C, R>>(limits.batch());
        var company = false;
        var turn = 0;
        try {
            while (!closed || !queue.isEmpty()) {
                var first = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
                if (company || !queue.isEmpty() || turn++ % PROBE == 0) {
                    gather(batch);
                }
                company = batch.size() > 1;
                batch.removeIf(this::isTooLate);
                run(batch);
                batch.clear();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void gather(List<Waiting<C, R>> batch) throws InterruptedException {
        var end = System.nanoTime() + limits.linger().toNanos();
        while (batch.size() < limits.batch()) {
            queue.drainTo(batch, limits.batch() - batch.size());
            var next = batch.size() < limits.batch()
                    ? queue.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)
                    : null;
            if (next == null) {
                return;
            }
            batch.add(next);
        }
    }

    private boolean isTooLate(Waiting<C, R> waiting) {
        var waited = Duration.ofNanos(System.nanoTime() - waiting.since());
        return waited.compareTo(limits.patience()) > 0
                && waiting.answer()
                        .completeExceptionally(new Overloaded("a write has waited for " + waited.toMillis() + " ms"));
    }

    /** What fails together is tried by halves, until only those fail that fail alone. Where the store is down, all do. */
    private void run(List<Waiting<C, R>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            var answers = work.apply(batch.stream().map(Waiting::command).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer().complete(answers.get(i));
            }
        } catch (RuntimeException | Error failed) {
            if (batch.size() == 1 || failed instanceof StoreDownException || failed instanceof Error) {
                batch.forEach(waiting -> waiting.answer().completeExceptionally(failed));
            } else {
                run(batch.subList(0, batch.size() / 2));
                run(batch.subList(batch.size() / 2, batch.size()));
            }
        }
    }

    /** Takes in nothing more, and returns when all that waited is answered. */
    @Override
    public void close() {
        closed = true;
        for (var lane : lanes) {
            try {
                lane.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
