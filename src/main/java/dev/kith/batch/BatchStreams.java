package dev.kith.batch;

import dev.kith.id.BatchId;
import dev.kith.id.ProfileId;
import dev.kith.web.Json;
import dev.kith.web.Problem;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.sse.Event;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The streams of progress that this instance keeps open. Each looks again and again how far its batch has come, and ends with it. */
@Singleton
class BatchStreams implements GracefulShutdownCapable {

    private static final Duration LOOK = Duration.ofMillis(500);

    /** After so many looks that found nothing new, a stream shows that it is there. */
    private static final int QUIET_LOOKS = 30;

    private final Batches batches;
    private final Json json;
    private final BatchConfiguration configuration;
    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    BatchStreams(Batches batches, Json json, BatchConfiguration configuration) {
        this.batches = batches;
        this.json = json;
        this.configuration = configuration;
    }

    /** Opens one; whoever does closes it. */
    Stream open(BatchId batch, @Nullable ProfileId viewer) {
        var stream = new Stream(batch, viewer, batches.status(batch, viewer));
        if (closed) {
            throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "shutting-down", "This instance is about to stop.");
        }
        if (open.size() >= configuration.streams()) {
            throw Problem.of(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "too-many-streams",
                    "There are as many streams as may be. Close one, or try again later.");
        }
        open.add(stream);
        return stream;
    }

    @EventListener
    void end(ShutdownEvent stopping) {
        closeAll();
    }

    @Override
    public CompletionStage<?> shutdownGracefully() {
        closeAll();
        return CompletableFuture.completedFuture(null);
    }

    private void closeAll() {
        closed = true;
        open.forEach(Stream::close);
    }

    /** What one client is told: how far the batch has come, whenever that has changed. */
    final class Stream implements Iterator<Event<String>> {

        private final BatchId batch;
        private final @Nullable ProfileId viewer;
        private final CountDownLatch end = new CountDownLatch(1);
        private BatchView latest;
        private boolean fresh = true;
        private boolean ended;

        Stream(BatchId batch, @Nullable ProfileId viewer, BatchView first) {
            this.batch = batch;
            this.viewer = viewer;
            this.latest = first;
        }

        @Override
        public boolean hasNext() {
            return !ended && end.getCount() > 0;
        }

        @Override
        public Event<String> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            for (int looks = 0; !fresh && looks < QUIET_LOOKS; looks++) {
                look();
            }
            if (!fresh) {
                return Event.of("{}").name("heartbeat");
            }
            fresh = false;
            ended = latest.isFinal();
            return Event.of(json.write(latest)).name("progress");
        }

        void close() {
            end.countDown();
            open.remove(this);
        }

        private void look() {
            try {
                if (end.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException stopped) {
                close();
                Thread.currentThread().interrupt();
                return;
            }
            var now = batches.status(batch, viewer);
            fresh = !now.equals(latest);
            latest = now;
        }
    }
}
