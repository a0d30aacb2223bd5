package dev.kith.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * What was told of keys, each until it counts no more. Each has a place among numbers, and each place counts its turns: how many keys had it before. Who looks again and again
 * remembers a place and a turn for each key. So a look at the hundred keys of a page goes through a few hundred bytes in a row and as many numbers that lie close together, and
 * not after hundreds of objects all over the heap.
 */
final class KnownKeys {

    /** As the cache throws out somewhat after it takes in. */
    private static final int SPARE = 4_096;

    private final Cache<String, Cell> known;
    /** Of each place: a key that has it counts as long as this stays as it was. */
    private final AtomicIntegerArray turns;

    private final int[] free;
    private int frees;

    /** @param most that are remembered; 0 for none */
    KnownKeys(int most) {
        known = Caffeine.newBuilder()
                // its upkeep takes less than it takes to wake a thread for that
                .executor(Runnable::run)
                .maximumSize(most)
                .evictionListener((@Nullable String key, @Nullable Cell cell, RemovalCause cause) -> drop(cell))
                .build();
        turns = new AtomicIntegerArray(most == 0 ? 0 : most + SPARE);
        free = new int[turns.length()];
        for (int place = turns.length() - 1; place >= 0; place--) {
            free[frees++] = place;
        }
    }

    /** What is known of a key. It is told once, and counts until it is dropped. */
    final class Cell {

        private final int place;
        private final int turn;
        private volatile @Nullable String value;
        private boolean dropped;

        private Cell(int place) {
            this.place = place;
            this.turn = turns.get(place);
        }

        synchronized void tell(String told) {
            if (!dropped) {
                value = told;
            }
        }

        private synchronized void drop() {
            if (!dropped) {
                dropped = true;
                value = null;
                turns.incrementAndGet(place);
                giveBack(place);
            }
        }
    }

    /** Values that were all known, to be looked at again. */
    final class Hold {

        private final int[] placesAndTurns;

        private Hold(int[] placesAndTurns) {
            this.placesAndTurns = placesAndTurns;
        }

        /** Whether all of them still count. */
        boolean holds() {
            for (int i = 0; i < placesAndTurns.length; i += 2) {
                if (turns.getAcquire(placesAndTurns[i]) != placesAndTurns[i + 1]) {
                    return false;
                }
            }
            return true;
        }

        boolean isOf(KnownKeys keys) {
            return keys == KnownKeys.this;
        }
    }

    /** What is told of the key from now on will be remembered, unless it has changed by then; null where nothing can be. */
    @Nullable
    Cell begin(String key) {
        var place = take();
        if (place < 0) {
            return null;
        }
        var cell = new Cell(place);
        drop(known.asMap().put(key, cell));
        return cell;
    }

    /** What was told of the key, if it still counts. */
    @Nullable
    String value(String key) {
        var cell = known.getIfPresent(key);
        return cell == null ? null : cell.value;
    }

    /** Where these values of keys are; null unless all of them are known. */
    @Nullable
    Hold hold(List<String> keys, List<String> values) {
        var places = new int[2 * keys.size()];
        for (int i = 0; i < keys.size(); i++) {
            var cell = known.getIfPresent(keys.get(i));
            if (cell == null || !values.get(i).equals(cell.value)) {
                return null;
            }
            places[2 * i] = cell.place;
            places[2 * i + 1] = cell.turn;
        }
        return new Hold(places);
    }

    /** What was told of it counts no more. */
    void forget(String key) {
        drop(known.asMap().remove(key));
    }

    void forgetAll() {
        List.copyOf(known.asMap().keySet()).forEach(this::forget);
    }

    private static void drop(@Nullable Cell cell) {
        if (cell != null) {
            cell.drop();
        }
    }

    private int take() {
        synchronized (free) {
            return frees == 0 ? -1 : free[--frees];
        }
    }

    private void giveBack(int place) {
        synchronized (free) {
            free[frees++] = place;
        }
    }
}
