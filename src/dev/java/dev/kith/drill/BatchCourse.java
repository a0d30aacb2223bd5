package dev.kith.drill;

import dev.kith.load.BatchClient;
import dev.kith.load.BatchClient.Refused;
import dev.kith.load.BatchClient.Status;
import java.io.IOException;
import java.time.Duration;

/** Looks again and again how far a batch has come. It never goes back, whichever instance tells of it. */
final class BatchCourse {
    private static final long LOOK_MS = 25;
    private static final int UNAVAILABLE = 503;

    private final Findings findings;
    private Status latest;

    BatchCourse(Status first, Findings findings) {
        this.latest = first;
        this.findings = findings;
    }

    Status latest() {
        return latest;
    }

    /**
     * Returns when no more than so many pairs are left to be done, or nothing more comes.
     *
     * @return whether it came to that in time
     */
    boolean await(BatchClient client, int pending, Duration patience) throws InterruptedException {
        var end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            look(client);
            if (latest.pending() <= pending || latest.isFinal()) {
                return true;
            }
            Thread.sleep(LOOK_MS);
        }
        return false;
    }

    /** Returns when nothing more comes of it; whether that was in time. */
    boolean awaitEnd(BatchClient client, Duration patience) throws InterruptedException {
        return await(client, -1, patience);
    }

    private void look(BatchClient client) throws InterruptedException {
        try {
            var now = client.status(latest.id());
            if (isBefore(now, latest)) {
                findings.note("times progress went back", latest + ", and then " + now);
            }
            latest = now;
        } catch (Refused refused) {
            if (refused.status() != UNAVAILABLE) {
                findings.note("answers were wrong", refused.status() + " " + refused.getMessage());
            }
        } catch (IOException away) {
            findings.note("looks were not answered", away);
        }
    }

    private static boolean isBefore(Status one, Status other) {
        return one.pending() > other.pending()
                || (other.isFinal() && !one.isFinal())
                || other.outcomes().entrySet().stream()
                        .anyMatch(outcome -> one.outcomes().getOrDefault(outcome.getKey(), 0) < outcome.getValue());
    }
}
