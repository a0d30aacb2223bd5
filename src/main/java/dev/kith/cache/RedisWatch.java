package dev.kith.cache;

import static dev.kith.cache.RedisLink.await;

import dev.kith.cache.RedisLink.Open;
import io.lettuce.core.RedisException;
import io.lettuce.core.TrackingArgs;
import io.lettuce.core.api.push.PushListener;
import io.lettuce.core.api.push.PushMessage;
import io.lettuce.core.protocol.CommandType;
import io.netty.channel.EventLoop;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
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
    private final int most;
    private final @Nullable EventLoop loop;
    private final AtomicReference<@Nullable Session> session = new AtomicReference<>();

    /**
     * A key that is asked for.
     *
     * @param isList whether it is a list, of which the length and the last element are told together, and no string
     */
    record Asked(String key, boolean isList) {}

    /**
     * @param most keys that are kept; none are watched when it is 0
     * @param loop on which Redis answers, and where those who ask are best; null for a thread of its own
     */
    RedisWatch(String uri, Duration patience, int most, @Nullable EventLoop loop) {
        this.most = most;
        this.loop = loop;
        link = new RedisLink(uri, patience, List.of(), open -> greet(open, patience), loop);
    }

    /** The connection on which it watches. */
    RedisLink link() {
        return link;
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
        return link.with(timeout, open -> await(on(open, here -> here.ask(keys.apply(open), timeout)), timeout));
    }

    private <T> CompletableFuture<T> on(Open open, Function<Session, CompletableFuture<T>> question) {
        var here = session.get();
        return here == null || !here.open.equals(open)
                ? CompletableFuture.failedFuture(new RedisException("the connection was given up meanwhile"))
                : question.apply(here);
    }

    /** Keys of which somebody wants to know again and again whether they still have these values. */
    Holding holding(Function<Open, List<Asked>> keys, List<String> values) {
        return new Holding(keys, values);
    }

    /** Keys and their values. It remembers where what is known of them lies, so it costs next to nothing to look again. */
    final class Holding {

        /** So often it looks among all that is known, which thereby learns what is in use. */
        private static final int THROUGH = 64;

        private final Function<Open, List<Asked>> keys;
        private final List<String> values;
        private volatile KnownKeys.@Nullable Hold hold;
        private int looks;

        private Holding(Function<Open, List<Asked>> keys, List<String> values) {
            this.keys = keys;
            this.values = values;
        }

        /**
         * Whether they still have these values, told without making anybody wait. It asks for those that the process does not know; where there is no connection, they do not.
         */
        CompletionStage<Boolean> holds(Duration timeout) {
            var here = session.get();
            if (here == null || !link.isOn(here.open)) {
                return CompletableFuture.completedFuture(false);
            }
            var known = known(here);
            return known == null
                    ? link.promptly(timeout, open -> on(open, now -> now.has(keys.apply(open), values, timeout)))
                            .exceptionally(failed -> false)
                    : here.barrier.passed(timeout).handle((done, failed) -> failed == null && known.holds());
        }

        private KnownKeys.@Nullable Hold known(Session here) {
            if (most == 0) {
                return null;
            }
            var last = hold;
            if (last == null || !last.isOf(here.known) || !last.holds() || ++looks % THROUGH == 0) {
                last = here.known.hold(
                        keys.apply(here.open).stream().map(Asked::key).toList(), values);
                hold = last;
            }
            return last;
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

        /** What has changed since it was asked for counts no more, so an answer that comes then does not either. */
        private final KnownKeys known = new KnownKeys(most);

        private final Barrier barrier;

        Session(Open open) {
            this.open = open;
            this.barrier = new Barrier(open, loop);
        }

        @Override
        public void onPushMessage(PushMessage message) {
            if (!message.getType().equals("invalidate")) {
                return;
            }
            if (message.getContent(StandardCharsets.US_ASCII::decode).getLast() instanceof List<?> keys) {
                keys.forEach(key -> known.forget(
                        key instanceof ByteBuffer bytes
                                ? StandardCharsets.US_ASCII.decode(bytes).toString()
                                : String.valueOf(key)));
            } else {
                known.forgetAll();
            }
        }

        CompletableFuture<List<@Nullable String>> ask(List<Asked> keys, Duration timeout) {
            var question = new Question(keys);
            var missing = new BitSet();
            for (int i = 0; i < keys.size(); i++) {
                missing.set(i, known.value(keys.get(i).key()) == null);
            }
            return (missing.isEmpty() ? barrier.passed(timeout) : load(question, missing))
                    .thenCompose(done -> rest(question));
        }

        /** Whether keys have these values. Where none is kept, they are compared as they come in. */
        CompletableFuture<Boolean> has(List<Asked> keys, List<String> values, Duration timeout) {
            if (most > 0) {
                return ask(keys, timeout).thenApply(values::equals);
            }
            var strings = new KeyArgs();
            var expected = new ArrayList<String>();
            var answer = CompletableFuture.completedFuture(true);
            for (int i = 0; i < keys.size(); i++) {
                var asked = keys.get(i);
                var value = values.get(i);
                if (asked.isList()) {
                    answer = answer.thenCombine(version(asked.key()), (same, now) -> same && now.equals(value));
                } else {
                    strings.key(asked.key());
                    expected.add(value);
                }
            }
            return expected.isEmpty()
                    ? answer
                    : answer.thenCombine(
                            open.commands().dispatch(CommandType.MGET, new SameOutput(expected), strings),
                            Boolean::logicalAnd);
        }

        /** What is known by now, and what is not even now is asked for once more. */
        private CompletableFuture<List<@Nullable String>> rest(Question question) {
            var untold = question.untold();
            for (int i = untold.nextSetBit(0); i >= 0; i = untold.nextSetBit(i + 1)) {
                var value = known.value(question.keys.get(i).key());
                if (value != null) {
                    question.tell(i, value);
                }
            }
            return question.isAnswered()
                    ? CompletableFuture.completedFuture(question.values)
                    : load(question, question.untold()).thenCompose(done -> rest(question));
        }

        /** Done when these are told. Answers come in the order of the questions, on one thread. */
        private CompletableFuture<Void> load(Question question, BitSet missing) {
            var strings = new ArrayList<String>();
            var places = new ArrayList<Integer>();
            var cells = new ArrayList<KnownKeys.@Nullable Cell>();
            var answers = new ArrayList<CompletableFuture<?>>();
            for (int i = missing.nextSetBit(0); i >= 0; i = missing.nextSetBit(i + 1)) {
                var asked = question.keys.get(i);
                var cell = known.begin(asked.key());
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

        private CompletableFuture<Void> list(String key, Question question, int place, KnownKeys.@Nullable Cell cell) {
            return version(key)
                    .thenAccept(version -> tell(question, place, version, cell))
                    .toCompletableFuture();
        }

        private CompletionStage<String> version(String list) {
            return open.commands()
                    .llen(list)
                    .thenCombine(
                            open.commands().lindex(list, -1),
                            (length, last) -> length + ":" + (last == null ? "" : text(last)));
        }

        private static void tell(Question question, int place, @Nullable String value, KnownKeys.@Nullable Cell cell) {
            question.tell(place, value);
            if (cell != null && value != null) {
                cell.tell(value);
            }
        }

        private static String text(byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
