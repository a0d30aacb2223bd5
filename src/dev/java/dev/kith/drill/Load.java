package dev.kith.drill;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Callers who ask for one new edge after the other and note what comes of it, until they are stopped. */
final class Load implements AutoCloseable {
    private static final long PAUSE_AFTER_REFUSAL = 100;

    private final Api api;
    private final Asks asks;
    private final Ledger ledger;
    private final ExecutorService callers;
    private volatile boolean stopped;

    private Load(Api api, Asks asks, Ledger ledger, ExecutorService callers) {
        this.api = api;
        this.asks = asks;
        this.ledger = ledger;
        this.callers = callers;
    }

    static Load start(Api api, Asks asks, Ledger ledger, int callers) {
        var load = new Load(api, asks, ledger, Executors.newFixedThreadPool(callers));
        for (int i = 0; i < callers; i++) {
            load.callers.execute(load::call);
        }
        return load;
    }

    private void call() {
        try {
            while (!stopped) {
                var ask = asks.next();
                if (ask == null) {
                    ledger.surprise("every pair was asked for: the drill needs more profiles");
                    return;
                }
                call(ask);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            ledger.surprise("a caller failed: " + e);
        }
    }

    private void call(Ask ask) throws InterruptedException {
        ledger.ask(ask);
        var asked = System.nanoTime();
        try {
            var answer = api.put(ask);
            if (answer.status() == 200) {
                ledger.acknowledge(ask, asked);
            } else if ((answer.status() == 429 || answer.status() == 503) && answer.retryAfter()) {
                ledger.refuse();
                Thread.sleep(PAUSE_AFTER_REFUSAL);
            } else {
                ledger.surprise(ask + " was answered with " + answer);
            }
        } catch (IOException e) {
            ledger.surprise(ask + " was not answered: " + e);
        }
    }

    /** Returns when all have got their last answer. */
    @Override
    public void close() {
        stopped = true;
        callers.close();
    }
}
