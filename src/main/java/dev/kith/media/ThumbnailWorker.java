package dev.kith.media;

import dev.kith.cache.Stamps;
import dev.kith.web.Json;
import dev.kith.web.Problems;
import dev.kith.web.StoreDownException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes thumbnails. The rows that lack them are the queue: a few workers take one at a time, shared with other instances, so what waits takes no
 * memory and a crash loses nothing. All images that are decoded at once have no more pixels together than the largest that is taken.
 */
@Singleton
class ThumbnailWorker {

    private static final Logger LOG = LoggerFactory.getLogger(ThumbnailWorker.class);

    /** After which a worker that took one is believed dead. */
    private static final Duration CLAIM = Duration.ofMinutes(2);

    private static final Duration POSTPONED = Duration.ofSeconds(20);

    private static final int MAX_ATTEMPTS = 5;

    private final MediaRepository rows;
    private final Leftovers leftovers;
    private final S3Objects objects;
    private final TransactionOperations<Connection> transactions;
    private final Stamps stamps;
    private final Tokens tokens;
    private final Json json;
    private final MeterRegistry meters;
    private final ThreadPoolExecutor workers;
    private final Semaphore pixels;
    private final int maxPixels;

    ThumbnailWorker(
            MediaRepository rows,
            Leftovers leftovers,
            S3Objects objects,
            TransactionOperations<Connection> transactions,
            MediaConfiguration configuration,
            Stamps stamps,
            Tokens tokens,
            Json json,
            MeterRegistry meters) {
        this.rows = rows;
        this.leftovers = leftovers;
        this.objects = objects;
        this.transactions = transactions;
        this.stamps = stamps;
        this.tokens = tokens;
        this.json = json;
        this.meters = meters;
        this.maxPixels = configuration.pixels();
        this.pixels = new Semaphore(maxPixels, true);
        var count = configuration.thumbnailWorkers();
        this.workers = new ThreadPoolExecutor(
                count,
                count,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(count),
                Thread.ofPlatform().name("thumbnails-", 0).daemon().factory(),
                new ThreadPoolExecutor.DiscardPolicy());
        workers.allowCoreThreadTimeOut(true);
    }

    /** Has workers look for rows, unless as many as there can be are about to. */
    @Scheduled(fixedDelay = "30s", initialDelay = "10s")
    void wake() {
        workers.execute(this::work);
    }

    @PreDestroy
    void close() {
        workers.shutdownNow();
    }

    private void work() {
        try {
            var next = claim();
            while (next.isPresent() && !workers.isShutdown()) {
                wake();
                make(next.get());
                next = claim();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            if (workers.isShutdown()) {
                return;
            }
            count("postponed");
            var store = Problems.storeDown(failed);
            if (store.isPresent()) {
                LOG.warn("thumbnails wait: {} is down", store.get());
            } else {
                LOG.error("thumbnails wait", failed);
            }
        }
    }

    private Optional<MediaRow> claim() {
        return transactions.executeWrite(transaction -> {
            var row = rows.lockWithoutThumbnails();
            row.ifPresent(found -> rows.claimThumbnails(found.id(), CLAIM.toSeconds()));
            return row;
        });
    }

    private void make(MediaRow row) throws InterruptedException {
        try {
            store(row, row.thumbnailAttempts() < MAX_ATTEMPTS ? decode(row) : List.of());
        } catch (IOException undecodable) {
            LOG.info("media {} gets no thumbnails: {}", row.id(), undecodable.toString());
            store(row, List.of());
        } catch (StoreDownException down) {
            rows.postponeThumbnails(row.id(), POSTPONED.toSeconds());
            throw down;
        }
    }

    private List<ThumbnailMaker.Made> decode(MediaRow row) throws IOException, InterruptedException {
        var weight = (int) Math.min(maxPixels, (long) side(row.width()) * side(row.height()));
        pixels.acquire(weight);
        try {
            return ThumbnailMaker.make(read(row), row.format(), row.rendering());
        } finally {
            pixels.release(weight);
        }
    }

    private byte[] read(MediaRow row) throws IOException {
        var stored = objects.find(key(row)).orElseThrow(() -> new IOException("its object is gone"));
        try (var content = objects.read(key(row), stored).orElseThrow(() -> new IOException("its object is another"))) {
            return content.readNBytes((int) row.sizeBytes());
        }
    }

    private void store(MediaRow row, List<ThumbnailMaker.Made> made) {
        var folder = key(row).substring(0, key(row).lastIndexOf('/') + 1) + tokens.next() + '/';
        var thumbnails = made.stream()
                .map(image -> new Thumbnail(
                        folder + image.size().width() + "x" + image.size().height() + "." + image.extension(),
                        image.size().width(),
                        image.size().height()))
                .toList();
        var keys = thumbnails.stream().map(Thumbnail::key).toList();
        transactions.executeWrite(transaction -> {
            leftovers.announce(keys);
            return keys;
        });
        for (int i = 0; i < made.size(); i++) {
            objects.write(keys.get(i), made.get(i).bytes(), made.get(i).contentType());
        }
        var isStored = transactions.executeWrite(transaction -> {
            var stored = rows.setThumbnails(row.id(), json.write(thumbnails)) == 1;
            if (stored) {
                leftovers.keep(keys);
            } else {
                leftovers.doom(keys);
            }
            return stored;
        });
        if (isStored) {
            stamps.changed(List.of(row.id()));
        } else {
            leftovers.removeNow(keys);
        }
        count(!isStored ? "too_late" : made.isEmpty() ? "impossible" : "made");
    }

    private static String key(MediaRow row) {
        if (row.objectKey() == null) {
            throw new IllegalStateException("media " + row.id() + " has no object");
        }
        return row.objectKey();
    }

    private static int side(@Nullable Integer length) {
        return length == null ? 1 : length;
    }

    private void count(String outcome) {
        meters.counter("kith.media.thumbnails", "outcome", outcome).increment();
    }
}
