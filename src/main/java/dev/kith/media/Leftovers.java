package dev.kith.media;

import dev.kith.web.StoreDownException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that no object stays in S3 that no row stands for. */
@Singleton
final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    /** Longer than anybody works on an object before a row stands for it. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private static final Duration REFUSED = Duration.ofMinutes(10);

    private final LeftoverRepository notes;
    private final S3Objects objects;

    Leftovers(LeftoverRepository notes, S3Objects objects) {
        this.notes = notes;
        this.objects = objects;
    }

    /** Before objects are written that no row stands for yet. In a transaction that ends before they are. */
    void announce(Collection<String> keys) {
        notes.add(keys.toArray(String[]::new), ABANDONED.toSeconds());
    }

    /**
     * In the transaction in which a row comes to stand for announced objects.
     *
     * @throws StoreDownException when they took so long that they may be gone
     */
    void keep(Collection<String> keys) {
        if (notes.strikeOff(keys.toArray(String[]::new)) != keys.size()) {
            throw new StoreDownException("s3", "took too long", null);
        }
    }

    /** In the transaction in which no row stands for them any more. */
    void doom(Collection<String> keys) {
        if (!keys.isEmpty()) {
            notes.add(keys.toArray(String[]::new), 0);
        }
    }

    /** After that transaction: at once if S3 answers, and otherwise when the sweep comes by. */
    void removeNow(Collection<String> keys) {
        try {
            remove(List.copyOf(keys));
        } catch (RuntimeException failed) {
            LOG.warn("{} objects are left to the sweep: {}", keys.size(), failed.toString());
        }
    }

    /** Removes some that are due; answers how many were. In a transaction. */
    int removeDue(int most) {
        var due = notes.lockDue(most);
        remove(due);
        return due.size();
    }

    private void remove(List<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        var refused = objects.remove(keys);
        if (!refused.isEmpty()) {
            LOG.warn("S3 would not remove {} objects, such as {}", refused.size(), refused.getFirst());
            notes.add(refused.toArray(String[]::new), REFUSED.toSeconds());
        }
        var removed = new HashSet<>(keys);
        refused.forEach(removed::remove);
        notes.strikeOff(removed.toArray(String[]::new));
    }
}
