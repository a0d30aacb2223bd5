package dev.kith.drill;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Callers who ask for one thing after the other and note what comes of it, until they are stopped. */
final class Load implements AutoCloseable {
    private static final long PAUSE_AFTER_REFUSAL = 100;

    private final Api api;
    private final Errand.Source errands;
    private final Progress progress;
    private final ExecutorService callers;
    private volatile boolean stopped;

    private Load(Api api, Errand.Source errands, Progress progress, ExecutorService callers) {
        this.api = api;
        this.errands = errands;
        this.progress = progress;
        this.callers = callers;
    }

    static Load start(Api api, Errand.Source errands, Progress progress, int callers) {
        var load = new Load(api, errands, progress, Executors.newFixedThreadPool(callers));
        for (int i = 0; i < callers; i++) {
            var caller = i;
            load.callers.execute(() -> load.call(caller));
        }
        return load;
    }

    private void call(int caller) {
        try {
            while (!stopped) {
                var errand = errands.next(caller);
                if (errand == null) {
                    progress.surprise("all was asked for: the drill needs more profiles");
                    return;
                }
                call(errand);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            progress.surprise("a caller failed: " + e);
        }
    }

    private void call(Errand errand) throws InterruptedException {
        var asked = System.nanoTime();
        try {
            var answer = api.send(errand);
            if (answer.status() == errand.expected()) {
                errand.acknowledged().accept(answer.body());
                progress.acknowledge(asked);
            } else if ((answer.status() == 429 || answer.status() == 503) && answer.retryAfter()) {
                progress.refuse();
                Thread.sleep(PAUSE_AFTER_REFUSAL);
            } else {
                progress.surprise(errand + " was answered with " + answer);
            }
        } catch (IOException e) {
            progress.surprise(errand + " was not answered: " + e);
        }
    }

    /** Returns when all have got their last answer. */
    @Override
    public void close() {
        stopped = true;
        callers.close();
    }
}
