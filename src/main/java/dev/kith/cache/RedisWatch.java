package dev.kith.cache;

import static dev.kith.cache.RedisLink.await;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.kith.cache.RedisLink.Open;
import io.lettuce.core.RedisException;
import io.lettuce.core.TrackingArgs;
import io.lettuce.core.api.push.PushListener;
import io.lettuce.core.api.push.PushMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
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
        return link.with(timeout, open -> await(ask(open, timeout, keys), timeout));
    }

    /** The same, and nobody waits; it fails where there is no connection yet. */
    CompletableFuture<List<@Nullable String>> askPromptly(Duration timeout, Function<Open, List<Asked>> keys) {
        return link.promptly(timeout, open -> ask(open, timeout, keys));
    }

    private CompletableFuture<List<@Nullable String>> ask(
            Open open, Duration timeout, Function<Open, List<Asked>> keys) {
        var here = session.get();
        return here == null || !here.open.equals(open)
                ? CompletableFuture.failedFuture(new RedisException("the connection was given up meanwhile"))
                : here.ask(keys.apply(open), timeout);
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

    /** Keys, and what was told of them so far. */
    private static final class Question {

        private final List<Asked> keys;
        private final List<@Nullable String> values;
        private final BitSet told = new BitSet();

        Question(List<Asked> keys) {
            this.keys = keys;
            this.values = Arrays.asList(new @Nullable String[keys.size()]);
        }

        void tell(int place, @Nullable String value) {
            values.set(place, value);
            told.set(place);
        }

        boolean isAnswered() {
            return told.cardinality() == keys.size();
        }

        BitSet untold() {
            var untold = new BitSet();
            untold.set(0, keys.size());
            untold.andNot(told);
            return untold;
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

        CompletableFuture<List<@Nullable String>> ask(List<Asked> keys, Duration timeout) {
            var question = new Question(keys);
            var missing = new BitSet();
            for (int i = 0; i < keys.size(); i++) {
                missing.set(i, value(keys.get(i)) == null);
            }
            return (missing.isEmpty() ? passed(timeout) : load(question, missing)).thenCompose(done -> rest(question));
        }

        /** What is known by now, and what is not even now is asked for once more. */
        private CompletableFuture<List<@Nullable String>> rest(Question question) {
            var untold = question.untold();
            for (int i = untold.nextSetBit(0); i >= 0; i = untold.nextSetBit(i + 1)) {
                var value = value(question.keys.get(i));
                if (value != null) {
                    question.tell(i, value);
                }
            }
            return question.isAnswered()
                    ? CompletableFuture.completedFuture(question.values)
                    : load(question, question.untold()).thenCompose(done -> rest(question));
        }

        private @Nullable String value(Asked asked) {
            var cell = most > 0 ? known.getIfPresent(asked.key()) : null;
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

        /** Done when these are told. Answers come in the order of the questions, on one thread. */
        private CompletableFuture<Void> load(Question question, BitSet missing) {
            var strings = new ArrayList<String>();
            var places = new ArrayList<Integer>();
            var cells = new ArrayList<@Nullable Cell>();
            var answers = new ArrayList<CompletableFuture<?>>();
            for (int i = missing.nextSetBit(0); i >= 0; i = missing.nextSetBit(i + 1)) {
                var asked = question.keys.get(i);
                var cell = begin(asked);
                if (asked.isList()) {
                    answers.add(list(asked.key(), question, i, cell));
                } else {
                    strings.add(asked.key());
                    places.add(i);
                    cells.add(cell);
                }
            }
            if (!strings.isEmpty()) {
                answers.add(open.commands()
                        .mget(strings.toArray(String[]::new))
                        .thenAccept(values -> {
                            for (int i = 0; i < values.size(); i++) {
                                var value = values.get(i);
                                var text = value.hasValue() ? text(value.getValue()) : null;
                                tell(question, places.get(i), text, cells.get(i));
                            }
                        })
                        .toCompletableFuture());
            }
            return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new));
        }

        private CompletableFuture<Void> list(String key, Question question, int place, @Nullable Cell cell) {
            return open.commands()
                    .llen(key)
                    .thenCombine(
                            open.commands().lindex(key, -1),
                            (length, last) -> length + ":" + (last == null ? "" : text(last)))
                    .thenAccept(version -> tell(question, place, version, cell))
                    .toCompletableFuture();
        }

        /** What is told from now on will be remembered, unless it has changed by then. */
        private @Nullable Cell begin(Asked asked) {
            if (most == 0) {
                return null;
            }
            var cell = new Cell();
            drop(known.asMap().put(asked.key(), cell));
            return cell;
        }

        private static void tell(Question question, int place, @Nullable String value, @Nullable Cell cell) {
            question.tell(place, value);
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
                    var mine = RedisLink.<Void>promise(timeout);
                    underWay = mine;
                    send();
                    return mine;
                }
                if (next == null) {
                    next = RedisLink.promise(timeout);
                }
                return next;
            }
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
