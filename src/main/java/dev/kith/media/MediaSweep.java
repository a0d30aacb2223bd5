package dev.kith.media;

import dev.kith.web.Problems;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets media that belong to nothing, and removes from S3 what no row stands for. Instances share the work; what fails is tried again the next
 * time.
 */
@Singleton
class MediaSweep {

    private static final Logger LOG = LoggerFactory.getLogger(MediaSweep.class);
    private static final int BATCH = 500;

    /** Whoever began to upload just before the URL ran out, and clocks that differ. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final MediaRepository rows;
    private final Media media;
    private final Leftovers leftovers;
    private final S3Objects objects;
    private final TransactionOperations<Connection> transactions;
    private final MediaConfiguration configuration;
    private final Clock clock;
    private final MeterRegistry meters;

    MediaSweep(
            MediaRepository rows,
            Media media,
            Leftovers leftovers,
            S3Objects objects,
            TransactionOperations<Connection> transactions,
            MediaConfiguration configuration,
            Clock clock,
            MeterRegistry meters) {
        this.rows = rows;
        this.media = media;
        this.leftovers = leftovers;
        this.objects = objects;
        this.transactions = transactions;
        this.configuration = configuration;
        this.clock = clock;
        this.meters = meters;
    }

    @Scheduled(fixedDelay = "1m", initialDelay = "30s")
    void sweep() {
        unlessDown(() -> {
            batches("expired", () -> media.delete(rows.lockExpired(BATCH)));
            batches("left_over", () -> leftovers.removeDue(BATCH));
        });
    }

    /** What came to an upload key although no row waits for it: the URL is good for some time after the upload was completed. */
    @Scheduled(fixedDelay = "5m", initialDelay = "1m")
    void sweepUploads() {
        unlessDown(() -> {
            var before = clock.instant().minus(configuration.uploadTtl()).minus(GRACE);
            String next = null;
            do {
                var page = objects.list(configuration.uploadPrefix(), next);
                removeOrphans(page.objects().stream()
                        .filter(object -> object.modified().isBefore(before))
                        .map(S3Objects.Listed::key)
                        .toList());
                next = page.next();
            } while (next != null);
        });
    }

    private void removeOrphans(List<String> keys) {
        var ids = new HashMap<Long, String>();
        keys.forEach(key -> idOf(key).ifPresent(id -> ids.put(id, key)));
        if (ids.isEmpty()) {
            return;
        }
        var orphans = orphans(ids);
        leftovers.removeNow(orphans);
        count("orphan", orphans.size());
    }

    private List<String> orphans(Map<Long, String> ids) {
        var pending = new HashSet<>(rows.pendingAmong(ids.keySet().toArray(Long[]::new)));
        return ids.entrySet().stream()
                .filter(upload -> !pending.contains(upload.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private OptionalLong idOf(String key) {
        try {
            return OptionalLong.of(
                    Long.parseLong(key.substring(configuration.uploadPrefix().length())));
        } catch (NumberFormatException notOurs) {
            return OptionalLong.empty();
        }
    }

    /** Batches as transactions of their own, until one is not full. */
    private void batches(String what, IntSupplier batch) {
        int count;
        do {
            count = transactions.executeWrite(transaction -> batch.getAsInt());
            count(what, count);
        } while (count == BATCH);
    }

    private void count(String what, int swept) {
        meters.counter("kith.media.swept", "what", what).increment(swept);
    }

    private static void unlessDown(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            var store = Problems.storeDown(failed).orElseThrow(() -> failed);
            LOG.warn("media are swept later: {} is down", store);
        }
    }
}
