package dev.kith.cache;

import dev.kith.cache.RedisLink.Open;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes sure that all has come over a connection that was said before. All who ask at the time share the command that this takes. */
final class Barrier {

    /**
     * So far apart are commands that make sure, where several ask at a time: each wakes two processes, which costs as much as half a page, and a page is not to wait for longer than
     * it takes at half the load anyway.
     */
    private static final Duration GATHERING = Duration.of(500, ChronoUnit.MICROS);

    private final Open open;
    private final @Nullable EventLoop loop;
    private final Object turn = new Object();
    private @Nullable CompletableFuture<Void> next;
    private boolean isUnderWay;

    /** How many have asked since the last command was sent, how many that one serves, and when it was sent. */
    private int asking;

    private volatile int served;
    private volatile long sentAt;

    /** @param loop on which Redis answers, and where those who ask are best; null for a thread of its own */
    Barrier(Open open, @Nullable EventLoop loop) {
        this.open = open;
        this.loop = loop;
    }

    /** Done when a command is answered that was sent after this was asked. One is under way at a time. */
    CompletableFuture<Void> passed(Duration timeout) {
        CompletableFuture<Void> mine;
        synchronized (turn) {
            asking++;
            if (next != null) {
                return next;
            }
            mine = RedisLink.promise(timeout);
            next = mine;
            if (isUnderWay) {
                return mine;
            }
            isUnderWay = true;
        }
        sendSoon();
        return mine;
    }

    /** Not before the loop has taken in who else asks by now. Where the last command served several, more are sure to come, so the next waits for them; who asks alone never waits. */
    private void sendSoon() {
        if (loop == null) {
            send();
            return;
        }
        var wait = served > 1 ? sentAt + GATHERING.toNanos() - System.nanoTime() : 0;
        if (wait > 0) {
            var _ = loop.schedule(this::send, wait, TimeUnit.NANOSECONDS);
        } else {
            loop.execute(this::send);
        }
    }

    private void send() {
        CompletableFuture<Void> asked;
        synchronized (turn) {
            asked = Objects.requireNonNull(next);
            next = null;
            served = asking;
            asking = 0;
            sentAt = System.nanoTime();
        }
        open.commands().ping().whenComplete((pong, failed) -> {
            boolean more;
            synchronized (turn) {
                more = next != null;
                isUnderWay = more;
            }
            if (more) {
                sendSoon();
            }
            if (failed == null) {
                asked.complete(null);
            } else {
                asked.completeExceptionally(failed);
            }
        });
    }
}
