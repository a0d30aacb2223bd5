package dev.kith.load;

import dev.kith.load.BatchClient.Refused;
import dev.kith.load.BatchClient.Status;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** Shows how far a batch has come, until it has come to its end: as a bar on a terminal, else as a line every few seconds. */
public final class BatchProgress {
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final BatchClient client;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean onTerminal;
    private final Duration patience;

    /**
     * One that shows nothing yet.
     *
     * @param onTerminal whether somebody looks on, to whom a bar can be shown
     * @param patience for how long in a row the service may not answer; the batch does not need anybody to look at it
     */
    public BatchProgress(BatchClient client, PrintWriter out, PrintWriter err, boolean onTerminal, Duration patience) {
        this.client = client;
        this.out = out;
        this.err = err;
        this.onTerminal = onTerminal;
        this.patience = patience;
    }

    /**
     * Returns when nothing more comes.
     *
     * @throws BrokenOff when the service does not tell
     */
    public Status follow(Status first) throws InterruptedException {
        try (var progress = new Progress(out, onTerminal, "Batch", " pairs", 1)) {
            progress.expect(first.total());
            var done = 0;
            for (var status = first; ; status = look(status, progress)) {
                var now = status.total() - status.pending();
                progress.read(now - done);
                done = now;
                progress.tell(words(status));
                if (status.isFinal()) {
                    return status;
                }
                Thread.sleep(LOOK);
            }
        }
    }

    /** The outcomes that there are. */
    public static String words(Status status) {
        return status.outcomes().entrySet().stream()
                .filter(outcome -> outcome.getValue() > 0)
                .map(outcome -> String.format(Locale.ROOT, "%,d %s", outcome.getValue(), outcome.getKey()))
                .collect(Collectors.joining(", "));
    }

    private Status look(Status last, Progress progress) throws InterruptedException {
        var since = System.nanoTime();
        for (var wait = LOOK; ; wait = wait.multipliedBy(2)) {
            try {
                return client.status(last.id());
            } catch (Refused refused) {
                if (refused.isForGood()) {
                    throw new BrokenOff(refused.getMessage());
                }
                giveUp(since, refused);
            } catch (IOException lost) {
                giveUp(since, lost);
            }
            if (wait.equals(LOOK)) {
                progress.say(err, "The service does not answer; the batch goes on when it does");
            }
            Thread.sleep(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
        }
    }

    private void giveUp(long since, IOException failed) {
        if (System.nanoTime() - since > patience.toNanos()) {
            throw new BrokenOff(
                    "the service did not answer for %d s: %s".formatted(patience.toSeconds(), failed.getMessage()));
        }
    }
}
