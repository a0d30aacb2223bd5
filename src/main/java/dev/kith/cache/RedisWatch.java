package dev.kith.cache;

import static dev.kith.cache.RedisLink.await;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
import java.util.concurrent.TimeUnit;
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

    /** Whether keys still have these values, told without making anybody wait; not so when the process does not know. */
    CompletionStage<Boolean> hold(Duration timeout, Function<Open, List<Asked>> keys, List<String> values) {
        var here = session.get();
        if (here == null || !link.isOn(here.open)) {
            return CompletableFuture.completedFuture(false);
        }
        var asked = keys.apply(here.open);
        return here.passed(timeout).handle((done, failed) -> failed == null && here.has(asked, values));
    }

    /** What is known over one connection; with the connection it is forgotten. */
    private final class Session implements PushListener {

        private final Open open;

        /** By key, what it holds, or the question that is under way. What has changed since a question was sent is not there to be answered any more. */
        private final Cache<String, Object> known =
                Caffeine.newBuilder().maximumSize(most).build();

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
                keys.forEach(key -> known.invalidate(
                        key instanceof ByteBuffer bytes
                                ? StandardCharsets.US_ASCII.decode(bytes).toString()
                                : String.valueOf(key)));
            } else {
                known.invalidateAll();
            }
        }

        List<@Nullable String> ask(List<Asked> keys, Duration timeout) {
            var missing = keys.stream()
                    .filter(asked -> !(known.getIfPresent(asked.key()) instanceof String))
                    .toList();
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

        private boolean has(List<Asked> keys, List<String> values) {
            for (int i = 0; i < values.size(); i++) {
                if (!values.get(i).equals(known.getIfPresent(keys.get(i).key()))) {
                    return false;
                }
            }
            return keys.size() == values.size();
        }

        /** Those of which nothing is known; what is known of the others is taken down. */
        private List<Asked> missing(List<Asked> keys, Map<String, @Nullable String> told) {
            var missing = new ArrayList<Asked>();
            for (var asked : keys) {
                if (told.containsKey(asked.key())) {
                    continue;
                }
                if (known.getIfPresent(asked.key()) instanceof String value) {
                    told.put(asked.key(), value);
                } else {
                    missing.add(asked);
                }
            }
            return missing;
        }

        private void load(List<Asked> missing, Map<String, @Nullable String> told, Duration timeout) {
            var question = new Object();
            if (most > 0) {
                missing.forEach(asked -> known.put(asked.key(), question));
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
                    tell(value.getKey(), value.hasValue() ? text(value.getValue()) : null, question, told);
                }
            }
            lists.forEach((key, parts) -> {
                var length = await(parts.getFirst(), timeout);
                var last = await(parts.getLast(), timeout);
                tell(key, length + ":" + (last instanceof byte[] bytes ? text(bytes) : ""), question, told);
            });
        }

        private void tell(String key, @Nullable String value, Object question, Map<String, @Nullable String> told) {
            told.put(key, value);
            if (value == null) {
                known.asMap().remove(key, question);
            } else {
                known.asMap().replace(key, question, value);
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
            return new CompletableFuture<Void>().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
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
