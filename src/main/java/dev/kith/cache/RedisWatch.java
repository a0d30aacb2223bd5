package dev.kith.cache;

import static dev.kith.cache.RedisLink.await;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.kith.cache.RedisLink.Open;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.TrackingArgs;
import io.lettuce.core.api.push.PushListener;
import io.lettuce.core.api.push.PushMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What Redis says of keys, kept in the process until Redis says that they have changed (its <a href="https://redis.io/docs/latest/develop/reference/client-side-caching/">client-side
 * caching</a>). That comes over the same connection as answers do, in its order. So whoever asks has one more command answered before it believes what is kept, and by then
 * the process knows of each change that was answered before it asked. That one command serves all who ask at the time.
 */
final class RedisWatch implements AutoCloseable {

    private final RedisLink link;
    private final long most;
    private final AtomicReference<@Nullable Session> session = new AtomicReference<>();

    /**
     * A key that is asked for.
     *
     * @param isList whether it is a list, of which the length and the last element are told together, and no string
     */
    record Asked(String key, boolean isList) {}

    /** @param most keys that are kept; none are watched when it is 0 */
    RedisWatch(String uri, Duration patience, long most) {
        this.most = most;
        link = new RedisLink(uri, patience, List.of(), open -> greet(open, patience));
    }

    @Override
    public void close() {
        link.close();
    }

    private void greet(Open open, Duration patience) {
        var greeted = new Session(open);
        if (most > 0) {
            open.connection().addListener(greeted);
            await(open.commands().clientTracking(TrackingArgs.Builder.enabled()), patience);
        }
        session.set(greeted);
    }

    /**
     * The values of keys, in their order; null where there is none.
     *
     * @throws RedisException when Redis does not tell in time
     */
    List<@Nullable String> ask(Duration timeout, Function<Open, List<Asked>> keys) {
        return link.with(timeout, open -> {
            var here = session.get();
            if (here == null || !here.open.equals(open)) {
                throw new RedisException("the connection was given up meanwhile");
            }
            return here.ask(keys.apply(open), timeout);
        });
    }

    /** Keys of which somebody wants to know again and again whether they still have these values. */
    Holding holding(Function<Open, List<Asked>> keys, List<String> values) {
        return new Holding(keys, values);
    }

    /** What is known of a key. It is said once, and counts until it is dropped. */
    private static final class Cell {

        private static final String ASKED = "asked";
        private static final String DROPPED = "dropped";

        private final AtomicReference<String> state = new AtomicReference<>(ASKED);

        /** Null where it was not told yet, or counts no more. */
        @Nullable
        String value() {
            var now = state.get();
            return isTold(now) ? now : null;
        }

        boolean counts() {
            return isTold(state.get());
        }

        void tell(String value) {
            state.compareAndSet(ASKED, value);
        }

        void drop() {
            state.set(DROPPED);
        }

        /** The two marks are told from values by what they are, not by how they read. */
        @SuppressWarnings("ReferenceEquality")
        private static boolean isTold(String state) {
            return state != ASKED && state != DROPPED;
        }
    }

    /** Keys and their values. It remembers where what is known of them lies, so it costs next to nothing to look again. */
    final class Holding {

        /** So often it looks among all that is known, which thereby learns what is in use. */
        private static final int THROUGH = 64;

        private final Function<Open, List<Asked>> keys;
        private final List<String> values;
        private volatile @Nullable Places places;
        private int looks;

        private record Places(Session session, List<Cell> cells) {}

        private Holding(Function<Open, List<Asked>> keys, List<String> values) {
            this.keys = keys;
            this.values = values;
        }

        /** Whether they still have these values, told without making anybody wait; not so when the process does not know. */
        CompletionStage<Boolean> holds(Duration timeout) {
            var here = session.get();
            if (here == null || !link.isOn(here.open)) {
                return CompletableFuture.completedFuture(false);
            }
            return here.passed(timeout).handle((done, failed) -> failed == null && holds(here));
        }

        private boolean holds(Session here) {
            var known = places;
            if (known == null || known.session() != here || ++looks % THROUGH == 0) {
                known = new Places(here, here.cells(keys.apply(here.open), values));
                places = known;
            }
            for (var cell : known.cells()) {
                if (!cell.counts()) {
                    return false;
                }
            }
            return known.cells().size() == values.size();
        }
    }

    /** What is known over one connection; with the connection it is forgotten. */
    private final class Session implements PushListener {

        private final Open open;

        /** By key. What has changed since it was asked for is dropped, so an answer that comes then does not count. */
        private final Cache<String, Cell> known = Caffeine.newBuilder()
                .maximumSize(most)
                .evictionListener((@Nullable String key, @Nullable Cell cell, RemovalCause cause) -> drop(cell))
                .build();

        private final Object turn = new Object();
        private @Nullable CompletableFuture<Void> underWay;
        private @Nullable CompletableFuture<Void> next;

        Session(Open open) {
            this.open = open;
        }

        @Override
        public void onPushMessage(PushMessage message) {
            if (!message.getType().equals("invalidate")) {
                return;
            }
            if (message.getContent(StandardCharsets.US_ASCII::decode).getLast() instanceof List<?> keys) {
                keys.forEach(key -> forget(
                        key instanceof ByteBuffer bytes
                                ? StandardCharsets.US_ASCII.decode(bytes).toString()
                                : String.valueOf(key)));
            } else {
                List.copyOf(known.asMap().keySet()).forEach(this::forget);
            }
        }

        private void forget(String key) {
            drop(known.asMap().remove(key));
        }

        private static void drop(@Nullable Cell cell) {
            if (cell != null) {
                cell.drop();
            }
        }

        List<@Nullable String> ask(List<Asked> keys, Duration timeout) {
            var missing = keys.stream().filter(asked -> value(asked) == null).toList();
            if (missing.isEmpty()) {
                await(passed(timeout), timeout);
            }
            var told = new HashMap<String, @Nullable String>();
            do {
                load(missing, told, timeout);
                missing = missing(keys, told);
            } while (!missing.isEmpty());
            var values = new ArrayList<@Nullable String>();
            keys.forEach(asked -> values.add(told.get(asked.key())));
            return values;
        }

        private @Nullable String value(Asked asked) {
            var cell = known.getIfPresent(asked.key());
            return cell == null ? null : cell.value();
        }

        /** Where these values are known; fewer than there are values when one of them is not. */
        private List<Cell> cells(List<Asked> keys, List<String> values) {
            var cells = new ArrayList<Cell>();
            for (int i = 0; i < keys.size(); i++) {
                var cell = known.getIfPresent(keys.get(i).key());
                if (cell == null || !values.get(i).equals(cell.value())) {
                    break;
                }
                cells.add(cell);
            }
            return cells;
        }

        /** Those of which nothing is known; what is known of the others is taken down. */
        private List<Asked> missing(List<Asked> keys, Map<String, @Nullable String> told) {
            var missing = new ArrayList<Asked>();
            for (var asked : keys) {
                if (told.containsKey(asked.key())) {
                    continue;
                }
                var value = value(asked);
                if (value == null) {
                    missing.add(asked);
                } else {
                    told.put(asked.key(), value);
                }
            }
            return missing;
        }

        private void load(List<Asked> missing, Map<String, @Nullable String> told, Duration timeout) {
            var asking = new HashMap<String, Cell>();
            if (most > 0) {
                for (var asked : missing) {
                    var cell = new Cell();
                    asking.put(asked.key(), cell);
                    drop(known.asMap().put(asked.key(), cell));
                }
            }
            var lists = new LinkedHashMap<String, List<RedisFuture<?>>>();
            var strings = new ArrayList<String>();
            for (var asked : missing) {
                if (asked.isList()) {
                    lists.put(
                            asked.key(),
                            List.of(
                                    open.commands().llen(asked.key()),
                                    open.commands().lindex(asked.key(), -1)));
                } else {
                    strings.add(asked.key());
                }
            }
            if (!strings.isEmpty()) {
                for (var value : await(open.commands().mget(strings.toArray(String[]::new)), timeout)) {
                    tell(value.getKey(), value.hasValue() ? text(value.getValue()) : null, asking, told);
                }
            }
            lists.forEach((key, parts) -> {
                var length = await(parts.getFirst(), timeout);
                var last = await(parts.getLast(), timeout);
                tell(key, length + ":" + (last instanceof byte[] bytes ? text(bytes) : ""), asking, told);
            });
        }

        private static void tell(
                String key, @Nullable String value, Map<String, Cell> asking, Map<String, @Nullable String> told) {
            told.put(key, value);
            var cell = asking.get(key);
            if (cell != null && value != null) {
                cell.tell(value);
            }
        }

        private static String text(byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }

        /** Done when a command is answered that was sent after this was asked. */
        private CompletableFuture<Void> passed(Duration timeout) {
            synchronized (turn) {
                if (underWay == null) {
                    var mine = promise(timeout);
                    underWay = mine;
                    send();
                    return mine;
                }
                if (next == null) {
                    next = promise(timeout);
                }
                return next;
            }
        }

        private static CompletableFuture<Void> promise(Duration timeout) {
            var promise = new CompletableFuture<Void>();
            var late = RedisLink.after(
                    timeout, () -> promise.completeExceptionally(new RedisException("no answer within " + timeout)));
            var _ = promise.whenComplete((done, failed) -> late.cancel());
            return promise;
        }

        private void send() {
            open.commands().ping().whenComplete((pong, failed) -> {
                CompletableFuture<Void> done;
                synchronized (turn) {
                    done = Objects.requireNonNull(underWay);
                    underWay = next;
                    next = null;
                    if (underWay != null) {
                        send();
                    }
                }
                if (failed == null) {
                    done.complete(null);
                } else {
                    done.completeExceptionally(failed);
                }
            });
        }
    }
}
