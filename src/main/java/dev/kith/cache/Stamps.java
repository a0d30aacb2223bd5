package dev.kith.cache;

import static dev.kith.cache.RedisLink.ascii;
import static dev.kith.cache.RedisLink.await;

import dev.kith.cache.RedisLink.Open;
import dev.kith.cache.RedisWatch.Asked;
import dev.kith.cache.RedisWatch.Holding;
import dev.kith.events.Family;
import dev.kith.id.ProfileId;
import dev.kith.outbox.OutboxListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.SetArgs;
import io.micronaut.context.annotation.Value;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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
    private final PerLoop<RedisWatch> watches;

    Stamps(
            CacheConfiguration configuration,
            RandomGenerator random,
            RequestLinks links,
            @Value("${redis.uri}") String uri) {
        this.configuration = configuration;
        this.random = random;
        this.link = new RedisLink(uri, PATIENCE, List.of());
        this.watches = links.watches();
    }

    @PreDestroy
    void close() {
        link.close();
    }

    /**
     * The version of a profile's edges, the stamps of things, and the versions of lists, in this order; none when Redis does not tell. What is pushed to a list makes it
     * longer, and whatever else is done to it has to change its last element.
     */
    public Optional<List<String>> of(ProfileId profile, List<Long> things, Function<Open, List<String>> lists) {
        return ask(open -> keys(open, profile, things, lists), true);
    }

    /** The stamps of things; none when Redis does not tell. */
    public Optional<Map<Long, String>> of(List<Long> things) {
        return ask(
                        open -> things.stream()
                                .map(thing -> new Asked(key(open, thing), false))
                                .toList(),
                        false)
                .map(now -> IntStream.range(0, things.size())
                        .boxed()
                        .collect(Collectors.toMap(things::get, now::get, (one, same) -> one)));
    }

    /** @param given whether the first of them is given by others, and so can't be given here */
    private Optional<List<String>> ask(Function<Open, List<Asked>> asked, boolean given) {
        if (!configuration.enabled()) {
            return Optional.empty();
        }
        try {
            var keys = new ArrayList<Asked>();
            var values = watches.here().ask(configuration.timeout(), open -> {
                keys.clear();
                keys.addAll(asked.apply(open));
                return keys;
            });
            if (given && values.getFirst() == null) {
                return Optional.empty();
            }
            var fresh = give(keys, values);
            return Optional.of(IntStream.range(0, keys.size())
                    .mapToObj(i -> Objects.requireNonNullElseGet(values.get(i), () -> fresh.get(keys.get(i))))
                    .toList());
        } catch (RedisException failed) {
            LOG.debug("Redis does not tell stamps: {}", failed.toString());
            return Optional.empty();
        }
    }

    /** Whether a profile's edges, things and lists still have these stamps, as {@link #of} told them, to be asked again and again. */
    public Watched watched(
            ProfileId profile, List<Long> things, Function<Open, List<String>> lists, List<String> stamps) {
        return new Watched(watches.map(watch -> watch.holding(open -> keys(open, profile, things, lists), stamps)));
    }

    /** Things with their stamps. */
    public final class Watched {

        private final PerLoop<Holding> stamps;

        private Watched(PerLoop<Holding> stamps) {
            this.stamps = stamps;
        }

        /** Whether all of them are as they were, told without making anybody wait; not so when Redis does not tell. */
        public CompletionStage<Boolean> hold() {
            return stamps.here().holds(configuration.timeout());
        }
    }

    private static List<Asked> keys(
            Open open, ProfileId profile, List<Long> things, Function<Open, List<String>> lists) {
        var keys = new ArrayList<Asked>();
        keys.add(new Asked(RedisStandings.versionKey(open, profile.value()), false));
        things.forEach(thing -> keys.add(new Asked(key(open, thing), false)));
        lists.apply(open).forEach(list -> keys.add(new Asked(list, true)));
        return keys;
    }

    /** Gives stamps to those that have none. Should somebody else do so at the same time, these are not theirs, and never will be. */
    private Map<Asked, String> give(List<Asked> keys, List<@Nullable String> values) {
        var given = new HashMap<Asked, String>();
        for (int i = 0; i < keys.size(); i++) {
            if (values.get(i) == null) {
                given.put(keys.get(i), newStamp());
            }
        }
        if (!given.isEmpty()) {
            link.with(configuration.timeout(), open -> {
                var giving = new ArrayList<RedisFuture<?>>();
                given.forEach(
                        (asked, stamp) -> giving.add(open.commands().set(asked.key(), ascii(stamp), kept().nx())));
                giving.forEach(one -> await(one, configuration.timeout()));
                return giving.size();
            });
        }
        return given;
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

    private static String key(Open open, long thing) {
        return "stamp:" + open.life() + ":{" + thing + "}";
    }
}
