package dev.kith.timeline;

import static dev.kith.cache.RedisLink.ascii;
import static dev.kith.cache.RedisLink.await;

import dev.kith.cache.RedisLink;
import dev.kith.cache.RedisLink.Open;
import dev.kith.id.ProfileId;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is big: one hash of author → {@code B} or {@code S} and the time since when they are big, or small again, by Redis's own clock.
 *
 * <p>Nothing is missed while an author changes sides, since it is always merged where it may not have been delivered:
 *
 * <ul>
 *   <li>It becomes big: readers merge it as soon as they look into the hash again, which they do every {@code big-refresh}. Deliverers go on delivering for {@code grace},
 *       which is longer.
 *   <li>It becomes small: deliverers deliver again at once. Readers go on merging until no home list is left that was last read before it was big, and then build those
 *       that are left anew: whose posts are delivered is part of the fingerprint of a list.
 *   <li>The hash is lost: it gets another epoch, which is part of that fingerprint too, so all home lists are built anew. Who is big is found out by delivering once
 *       more.
 * </ul>
 *
 * So a process that believes what was true a while ago can at worst miss a post in one answer, never in a list.
 */
@Singleton
class RedisBigAuthors {

    private static final String EPOCH = "epoch";

    private static final String NOW = """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            """;

    /** KEYS hash; ARGV an epoch, should there be none, after how many ms a small author is forgotten. */
    private static final String LOOK = NOW + """
            redis.call('HSETNX', KEYS[1], 'epoch', ARGV[1])
            local all = redis.call('HGETALL', KEYS[1])
            for i = 1, #all, 2 do
              if all[i + 1]:sub(1, 1) == 'S' and now - tonumber(all[i + 1]:sub(2)) > tonumber(ARGV[2]) then
                redis.call('HDEL', KEYS[1], all[i])
              end
            end
            return redis.call('HGETALL', KEYS[1])
            """;

    /** For how many ms an author has been big; -1 for one that is not. KEYS hash; ARGV author. */
    private static final String AGE = NOW + """
            local known = redis.call('HGET', KEYS[1], ARGV[1])
            return known and known:sub(1, 1) == 'B' and now - tonumber(known:sub(2)) or -1
            """;

    /** KEYS hash; ARGV author. */
    private static final String GROW = NOW + """
            local known = redis.call('HGET', KEYS[1], ARGV[1])
            if not known or known:sub(1, 1) ~= 'B' then
              redis.call('HSET', KEYS[1], ARGV[1], string.format('B%.0f', now))
            end
            return 0
            """;

    /** KEYS hash; ARGV author. */
    private static final String SHRINK = NOW + """
            local known = redis.call('HGET', KEYS[1], ARGV[1])
            if known and known:sub(1, 1) == 'B' then
              redis.call('HSET', KEYS[1], ARGV[1], string.format('S%.0f', now))
            end
            return 0
            """;

    static final List<String> SCRIPTS = List.of(LOOK, AGE, GROW, SHRINK);

    private final RedisLink reading;
    private final RedisLink delivering;
    private final TimelineConfiguration configuration;
    private final AtomicReference<@Nullable Look> last = new AtomicReference<>();

    /**
     * Who is merged.
     *
     * @param version tells it from what was known before
     * @param at when this was asked for
     */
    record Look(String epoch, Set<Long> merged, String version, long at) {

        static Look of(String epoch, Set<Long> merged, long at) {
            var sum = merged.stream().mapToLong(Look::mixed).sum();
            return new Look(epoch, merged, epoch + Long.toString(sum, Character.MAX_RADIX), at);
        }

        /** As SplittableRandom does, after David Stafford's variant 13: sums of such numbers tell sets apart. */
        private static long mixed(long author) {
            var z = (author ^ (author >>> 30)) * 0xbf58476d1ce4e5b9L;
            z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
            return z ^ (z >>> 31);
        }
    }

    RedisBigAuthors(
            @Named(RedisTimelineLinks.READING) RedisLink reading,
            @Named(RedisTimelineLinks.DELIVERING) RedisLink delivering,
            TimelineConfiguration configuration) {
        this.reading = reading;
        this.delivering = delivering;
        this.configuration = configuration;
    }

    /** The same if this process knows it already. */
    Optional<Look> known() {
        return Optional.ofNullable(last.get())
                .filter(look -> System.nanoTime() - look.at()
                        < configuration.bigRefresh().toNanos());
    }

    /** Who is merged, as of {@code big-refresh} ago or later. */
    Look look() {
        return known().orElseGet(this::ask);
    }

    private Look ask() {
        var at = System.nanoTime();
        var hash = orDown(() -> reading.with(
                configuration.timeout(),
                open -> await(
                        open.commands()
                                .<List<byte[]>>evalsha(
                                        open.digest(LOOK),
                                        ScriptOutputType.MULTI,
                                        keys(open),
                                        ascii(UUID.randomUUID().toString()),
                                        ascii(configuration.mergedOn().toMillis())),
                        configuration.timeout())));
        var merged = new HashSet<Long>();
        var epoch = "";
        for (int i = 0; i < hash.size(); i += 2) {
            var field = new String(hash.get(i), StandardCharsets.US_ASCII);
            if (field.equals(EPOCH)) {
                epoch = new String(hash.get(i + 1), StandardCharsets.US_ASCII);
            } else {
                merged.add(Long.valueOf(field));
            }
        }
        var look = Look.of(epoch, merged, at);
        last.set(look);
        return look;
    }

    /** Whether an author has been big for so long that all readers merge it. */
    boolean isMerged(ProfileId author) {
        return eval(AGE, author) >= configuration.grace().toMillis();
    }

    /** To be called after all followers were delivered to: whoever reads from now on merges it. */
    void grow(ProfileId author) {
        eval(GROW, author);
    }

    /** To be called before all followers are delivered to again. */
    void shrink(ProfileId author) {
        eval(SHRINK, author);
    }

    private long eval(String script, ProfileId author) {
        return orDown(() -> delivering.insist(
                RedisTimelineLinks.PATIENCE,
                open -> await(
                        open.commands()
                                .<Long>evalsha(
                                        open.digest(script),
                                        ScriptOutputType.INTEGER,
                                        keys(open),
                                        ascii(author.value())),
                        RedisTimelineLinks.PATIENCE)));
    }

    private static String[] keys(Open open) {
        return new String[] {"big-authors:" + open.life()};
    }

    private static <T> T orDown(Supplier<T> work) {
        try {
            return work.get();
        } catch (RedisException failed) {
            throw new ListsDownException(failed);
        }
    }
}
