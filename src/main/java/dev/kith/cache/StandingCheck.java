package dev.kith.cache;

import dev.kith.cache.RedisStandings.Kept;
import dev.kith.graph.SocialGraph;
import dev.kith.graph.Standing;
import dev.kith.web.StoreDownException;
import io.lettuce.core.RedisException;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds out whether the standings that Redis keeps are what the graph says, and makes it forget those that are not. */
@Singleton
public class StandingCheck {

    private final RedisStandings redis;
    private final SocialGraph graph;
    private final CacheConfiguration configuration;

    /**
     * Some of the profiles of which Redis knows something.
     *
     * @param cursor where to go on; null after the last
     */
    public record Part(List<Long> profiles, @Nullable String cursor) {}

    StandingCheck(RedisStandings redis, SocialGraph graph, CacheConfiguration configuration) {
        this.redis = redis;
        this.graph = graph;
        this.configuration = configuration;
    }

    /** The next of them, about so many, in no order; one may come twice. */
    public Part next(@Nullable String cursor, int about) {
        var part = orDown(() -> redis.next(cursor, about));
        return new Part(part.profiles(), part.cursor());
    }

    /** In what those of these are wrong that are. The graph is asked last: what is written meanwhile looks like a difference, and is none when looked at again. */
    public Map<Long, String> wrong(Collection<Long> profiles) {
        var kept = orDown(() -> redis.kept(List.copyOf(profiles)));
        kept.values().removeIf(one -> one.version() == null);
        var now = graph.standings(kept.keySet(), configuration.edges());
        var wrong = new HashMap<Long, String>();
        kept.forEach((profile, one) -> {
            var why = wrong(one, now.get(profile));
            if (why != null) {
                wrong.put(profile, why);
            }
        });
        return wrong;
    }

    /** Has these read from the graph by whoever asks for them next. */
    public void forget(Collection<Long> profiles) {
        orDown(() -> {
            redis.forget(profiles);
            return profiles;
        });
    }

    private static @Nullable String wrong(Kept kept, @Nullable Standing now) {
        Long version;
        Standing standing;
        try {
            version = kept.known();
            standing = kept.decoded();
        } catch (RuntimeException unreadable) {
            return "what is kept can't be read";
        }
        if (version == null) {
            return null;
        }
        if (now == null) {
            return "version %d is kept of no node".formatted(version);
        }
        if (version != now.version()) {
            return "version %d is kept, the graph has %d".formatted(version, now.version());
        }
        return standing == null
                        || standing.version() != version
                        || ByteBuffer.wrap(now.toBytes()).equals(kept.standing())
                ? null
                : "version %d is kept with other edges or flags than the graph has".formatted(version);
    }

    private static <T> T orDown(Supplier<T> work) {
        try {
            return work.get();
        } catch (RedisException failed) {
            throw new StoreDownException("redis", String.valueOf(failed.getMessage()), failed);
        }
    }
}
