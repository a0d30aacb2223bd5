package dev.kith.cache;

import static dev.kith.cache.RedisLink.await;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.kith.cache.RedisLink.Open;
import dev.kith.web.Json;
import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.type.Argument;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of what lies in Postgres, by its id: in the process what it shows often, in Redis what any instance shows. Each bears the stamp that its thing had before it was
 * read, and counts as long as the thing has that one ({@link Stamps}); so whoever asks after a change was answered sees the change, on every instance.
 *
 * <p>Not for transactions that change something: what they have written themselves has no stamp yet.
 */
@Singleton
public class Copies {

    private static final Logger LOG = LoggerFactory.getLogger(Copies.class);
    private static final char BETWEEN = '\n';

    private final CacheConfiguration configuration;
    private final Stamps stamps;
    private final Json json;
    private final MeterRegistry meters;
    private final RedisLink link;
    private final Cache<Key, Copy> here;

    /** What is copied, under a name of its own. */
    public record Kind<V>(String name, Argument<V> type) {}

    private record Key(String kind, long id) {}

    private record Copy(String stamp, Object value) {}

    Copies(
            CacheConfiguration configuration,
            Stamps stamps,
            Json json,
            MeterRegistry meters,
            @Value("${redis.uri}") String uri) {
        this.configuration = configuration;
        this.stamps = stamps;
        this.json = json;
        this.meters = meters;
        this.link = new RedisLink(uri, configuration.timeout(), List.of());
        this.here = Caffeine.newBuilder()
                .maximumSize(configuration.copies())
                .expireAfterWrite(configuration.localTtl())
                .build();
    }

    @PreDestroy
    void close() {
        link.close();
    }

    /**
     * Things by their ids; those that are not there are absent.
     *
     * @param read reads those of which there is no copy, all at once
     */
    public <V> Map<Long, V> of(Kind<V> kind, Collection<Long> ids, Function<List<Long>, Map<Long, V>> read) {
        var wanted = ids.stream().distinct().toList();
        var now = wanted.isEmpty() ? Map.<Long, String>of() : stamps.of(wanted).orElse(Map.of());
        if (now.isEmpty()) {
            return wanted.isEmpty() ? Map.of() : read.apply(wanted);
        }
        var found = new HashMap<Long, V>();
        now.forEach((id, stamp) -> {
            var copy = here.getIfPresent(new Key(kind.name(), id));
            if (copy != null && copy.stamp().equals(stamp)) {
                found.put(id, kind.type().getType().cast(copy.value()));
            }
        });
        count(kind, "process", found.size());
        var missing = without(wanted, found);
        var elsewhere = shared(kind, missing, now);
        found.putAll(elsewhere);
        count(kind, "redis", elsewhere.size());
        missing = without(missing, elsewhere);
        if (!missing.isEmpty()) {
            var fresh = read.apply(missing);
            share(kind, fresh, now);
            found.putAll(fresh);
            count(kind, "postgres", missing.size());
        }
        return found;
    }

    private static List<Long> without(List<Long> ids, Map<Long, ?> known) {
        return ids.stream().filter(id -> !known.containsKey(id)).toList();
    }

    private void count(Kind<?> kind, String from, int copies) {
        if (copies > 0) {
            meters.counter("kith.copies", "kind", kind.name(), "from", from).increment(copies);
        }
    }

    private <V> Map<Long, V> shared(Kind<V> kind, List<Long> ids, Map<Long, String> now) {
        var found = new HashMap<Long, V>();
        if (ids.isEmpty()) {
            return found;
        }
        try {
            var values = link.with(
                    configuration.timeout(),
                    open -> await(
                            open.commands()
                                    .mget(ids.stream()
                                            .map(id -> name(open, kind, id))
                                            .toArray(String[]::new)),
                            configuration.timeout()));
            for (int i = 0; i < ids.size(); i++) {
                var id = ids.get(i);
                var stamp = now.getOrDefault(id, "");
                var value = read(kind, values.get(i).getValueOrElse(null), stamp);
                if (value != null) {
                    found.put(id, value);
                    here.put(new Key(kind.name(), id), new Copy(stamp, value));
                }
            }
        } catch (RedisException down) {
            LOG.debug("Redis has no copies: {}", down.toString());
        }
        return found;
    }

    /** Null where there is none, or none of this stamp; one of another form, as an older instance may have left, is none either. */
    private <V> @Nullable V read(Kind<V> kind, byte @Nullable [] bytes, String stamp) {
        if (bytes == null) {
            return null;
        }
        var text = new String(bytes, StandardCharsets.UTF_8);
        var end = text.indexOf(BETWEEN);
        if (end < 0 || !text.substring(0, end).equals(stamp)) {
            return null;
        }
        try {
            return json.read(text.substring(end + 1), kind.type());
        } catch (IOException otherForm) {
            return null;
        }
    }

    /** Nobody waits for Redis: should it not get them, they are read once more. */
    private <V> void share(Kind<V> kind, Map<Long, V> fresh, Map<Long, String> now) {
        var stamped = new HashMap<Long, byte[]>();
        fresh.forEach((id, value) -> {
            var stamp = now.getOrDefault(id, "");
            here.put(new Key(kind.name(), id), new Copy(stamp, value));
            stamped.put(id, (stamp + BETWEEN + json.write(value)).getBytes(StandardCharsets.UTF_8));
        });
        try {
            link.with(configuration.timeout(), open -> {
                var time = SetArgs.Builder.px(configuration.ttl().toMillis());
                stamped.forEach((id, bytes) -> {
                    var _ = open.commands().set(name(open, kind, id), bytes, time);
                });
                return stamped.size();
            });
        } catch (RedisException down) {
            LOG.debug("Redis gets no copies: {}", down.toString());
        }
    }

    private static String name(Open open, Kind<?> kind, long id) {
        return "copy:" + open.life() + ":" + kind.name() + ":{" + id + "}";
    }
}
