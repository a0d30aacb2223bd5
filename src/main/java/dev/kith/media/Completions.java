package dev.kith.media;

import dev.kith.id.MediaId;
import dev.kith.id.ProfileId;
import dev.kith.media.MediaInspector.Finding;
import dev.kith.outbox.Outbox;
import dev.kith.web.Overloaded;
import dev.kith.web.StoreDownException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Checks uploads, and takes those that are sound under a key of their own. No transaction is open while S3 works; the row alone says in the end
 * what came of it, so of many who complete at once one decides and all are told the same. What is served is the very object that was checked:
 * it is read and copied under its tag.
 */
@Singleton
final class Completions {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final MediaRepository rows;
    private final Leftovers leftovers;
    private final S3Objects objects;
    private final Outbox outbox;
    private final TransactionOperations<Connection> transactions;
    private final MediaConfiguration configuration;
    private final Clock clock;
    private final MeterRegistry meters;
    private final MediaInspector inspector;
    private final Semaphore turns;
    private final Tokens tokens;

    Completions(
            MediaRepository rows,
            Leftovers leftovers,
            S3Objects objects,
            Outbox outbox,
            TransactionOperations<Connection> transactions,
            MediaConfiguration configuration,
            Clock clock,
            Tokens tokens,
            MeterRegistry meters) {
        this.rows = rows;
        this.leftovers = leftovers;
        this.objects = objects;
        this.outbox = outbox;
        this.transactions = transactions;
        this.configuration = configuration;
        this.clock = clock;
        this.tokens = tokens;
        this.meters = meters;
        this.inspector = new MediaInspector(configuration.pixels());
        this.turns = new Semaphore(configuration.inspections(), true);
    }

    Completion complete(MediaId id, ProfileId actor) {
        var row = rows.find(id.value()).filter(found -> found.owner().equals(actor));
        return row.isPresent() ? complete(row.get()) : new Completion.NoSuchMedia(id);
    }

    private Completion complete(MediaRow row) {
        if (row.state() != MediaState.PENDING) {
            return settled(row.mediaId());
        }
        if (row.isExpired(clock.instant())) {
            return reject(row, Rejection.EXPIRED);
        }
        var stored = objects.find(row.uploadKey());
        if (stored.isEmpty()) {
            return unlessSettled(row);
        }
        if (stored.get().size() != row.sizeBytes()) {
            return reject(row, Rejection.WRONG_SIZE);
        }
        if (!row.contentType().equals(stored.get().contentType())) {
            return reject(row, Rejection.WRONG_TYPE);
        }
        return inspect(row, stored.get())
                .map(finding -> switch (finding) {
                    case Finding.Sound sound -> take(row, stored.get(), sound);
                    case Finding.Refused refused -> reject(row, refused.rejection());
                })
                .orElseGet(() -> unlessSettled(row));
    }

    /** None when the upload is replaced meanwhile. */
    private Optional<Finding> inspect(MediaRow row, S3Objects.Stored stored) {
        takeTurn();
        try (var content = objects.read(row.uploadKey(), stored).orElse(null)) {
            return content == null ? Optional.empty() : Optional.of(inspector.inspect(content, row.announced()));
        } catch (IOException replaced) {
            return Optional.empty();
        } finally {
            turns.release();
        }
    }

    private void takeTurn() {
        try {
            if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Overloaded("too many uploads are looked at");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoreDownException("s3", "interrupted", stopped);
        }
    }

    private Completion take(MediaRow row, S3Objects.Stored stored, Finding.Sound sound) {
        // all that it takes to read it through a CDN
        var key = configuration.objectPrefix() + tokens.next() + "/original";
        transactions.executeWrite(transaction -> {
            leftovers.announce(List.of(key));
            return key;
        });
        if (!objects.copy(row.uploadKey(), stored, key, row.contentType())) {
            return unlessSettled(row);
        }
        var removable = transactions.executeWrite(transaction -> {
            var isFirst = rows.makeReady(
                            row.id(),
                            key,
                            sound.width(),
                            sound.height(),
                            configuration.unattachedTtl().toSeconds())
                    == 1;
            if (isFirst) {
                leftovers.keep(List.of(key));
                outbox.changed(MediaChanges.TYPE, List.of(row.id()));
            }
            var useless = isFirst ? row.uploadKey() : key;
            leftovers.doom(List.of(useless));
            return useless;
        });
        leftovers.removeNow(List.of(removable));
        if (!removable.equals(key)) {
            count("ready");
        }
        return settled(row.mediaId());
    }

    private Completion reject(MediaRow row, Rejection rejection) {
        var isFirst = transactions.executeWrite(transaction -> {
            var rejected = rows.reject(
                            row.id(),
                            rejection.name(),
                            configuration.unattachedTtl().toSeconds())
                    == 1;
            if (rejected) {
                leftovers.doom(List.of(row.uploadKey()));
            }
            return rejected;
        });
        if (isFirst) {
            leftovers.removeNow(List.of(row.uploadKey()));
            count(rejection.name().toLowerCase(Locale.ROOT));
        }
        return settled(row.mediaId());
    }

    /** The upload is gone: because another request has settled it, or it never came. */
    private Completion unlessSettled(MediaRow row) {
        var now = settled(row.mediaId());
        if (now instanceof Completion.NotUploaded) {
            count("not_uploaded");
        }
        return now;
    }

    /** What the row says by now. */
    private Completion settled(MediaId id) {
        return rows.find(id.value())
                .map(row -> switch (row.state()) {
                    case READY -> new Completion.Ready(row);
                    case PENDING -> new Completion.NotUploaded(id);
                    case REJECTED ->
                        new Completion.Rejected(row.rejection() == null ? Rejection.MALFORMED : row.rejection());
                })
                .orElseGet(() -> new Completion.NoSuchMedia(id));
    }

    private void count(String outcome) {
        meters.counter("kith.media.completions", "outcome", outcome).increment();
    }
}
