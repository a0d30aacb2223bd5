package dev.kith.cache;

import static dev.kith.cache.RedisLink.ascii;
import static dev.kith.cache.RedisLink.await;

import dev.kith.events.Family;
import dev.kith.id.ProfileId;
import dev.kith.outbox.OutboxListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.SetArgs;
import io.micronaut.context.annotation.Value;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stamps on things that lie in Postgres: profiles, communities, posts, media, by their ids. Whoever keeps what was made from them asks for their stamps, then makes it, and
 * may use it as long as their stamps are those. Whoever changes one of them gives it another stamp, after the commit and before the answer. Stamps never come again, so when
 * Redis has lost one, nothing that was made before counts any more.
 */
@Singleton
public class Stamps implements OutboxListener {

    private static final Logger LOG = LoggerFactory.getLogger(Stamps.class);

    /** How long a write tries to reach Redis. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final CacheConfiguration configuration;
    private final RandomGenerator random;
    private final RedisLink link;

    Stamps(CacheConfiguration configuration, RandomGenerator random, @Value("${redis.uri}") String uri) {
        this.configuration = configuration;
        this.random = random;
        this.link = new RedisLink(uri, PATIENCE, List.of());
    }

    @PreDestroy
    void close() {
        link.close();
    }

    /** The version of a profile's edges and the stamps of things, in this order; none when Redis does not tell. */
    public Optional<List<String>> of(ProfileId profile, List<Long> things) {
        if (!configuration.enabled()) {
            return Optional.empty();
        }
        try {
            return link.with(configuration.timeout(), open -> {
                var keys = new String[things.size() + 1];
                keys[0] = RedisStandings.versionKey(open, profile.value());
                for (int i = 0; i < things.size(); i++) {
                    keys[i + 1] = key(open, things.get(i));
                }
                var stamps = new ArrayList<String>(keys.length);
                var giving = new ArrayList<RedisFuture<?>>();
                for (var value : await(open.commands().mget(keys), configuration.timeout())) {
                    if (value.hasValue()) {
                        stamps.add(new String(value.getValue(), StandardCharsets.US_ASCII));
                    } else if (stamps.isEmpty()) {
                        return Optional.empty();
                    } else {
                        var stamp = newStamp();
                        giving.add(open.commands().set(value.getKey(), ascii(stamp), kept().nx()));
                        stamps.add(stamp);
                    }
                }
                giving.forEach(given -> await(given, configuration.timeout()));
                return Optional.of(stamps);
            });
        } catch (RedisException failed) {
            LOG.debug("Redis does not tell stamps: {}", failed.toString());
            return Optional.empty();
        }
    }

    /** Reactions and comments are shown by their numbers only; who counts tells of that. */
    @Override
    public void changed(String type, Collection<Long> keys) {
        var family = Family.of(type);
        if (family != Family.REACTIONS && family != Family.COMMENTS) {
            changed(keys);
        }
    }

    /** Gives other stamps to things that have any. */
    public void changed(Collection<Long> things) {
        if (!configuration.enabled() || things.isEmpty()) {
            return;
        }
        try {
            link.insist(PATIENCE, open -> {
                var futures = new ArrayList<RedisFuture<?>>();
                for (var thing : things) {
                    futures.add(open.commands().set(key(open, thing), ascii(newStamp()), kept().xx()));
                }
                futures.forEach(future -> await(future, PATIENCE));
                return futures.size();
            });
        } catch (RedisException failed) {
            LOG.debug("Redis is not told of changes: {}", failed.toString());
        }
    }

    private SetArgs kept() {
        return SetArgs.Builder.px(configuration.ttl().toMillis());
    }

    private String newStamp() {
        return Long.toString(random.nextLong(), Character.MAX_RADIX);
    }

    private static String key(RedisLink.Open open, long thing) {
        return "stamp:" + open.life() + ":{" + thing + "}";
    }
}
