package dev.kith.cache;

import static dev.kith.cache.RedisLink.ascii;
import static dev.kith.cache.RedisLink.await;

import dev.kith.cache.RedisLink.Open;
import dev.kith.graph.Standing;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.micronaut.context.annotation.Value;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Standings in Redis, two keys a profile: the newest version that is known of its edges, and the standing of some version. A standing counts only
 * where the two agree. Both steps that change the version are scripts, so that it never goes back:
 *
 * <ul>
 *   <li>Whoever misses a profile first marks it as being read, then reads the graph, and puts what it read only where that mark or an older version stands. A
 *       mark that is gone (Redis was emptied or short of memory), even if another's is there by now, means that nothing may be put.
 *   <li>Whoever changed a profile's edges raises the version, after the commit and before the answer. Where nothing stands, nothing is kept and nobody is
 *       reading, so nothing needs to be raised.
 * </ul>
 *
 * <p>Leases against stale sets are described in Nishtala et al., Scaling Memcache at Facebook (NSDI 2013), 3.2.1; the versions make them unnecessary but
 * for the mark.
 */
@Singleton
class RedisStandings {

    /** What marks begin with, and versions do not. */
    private static final String BEING_READ = "?";

    private static final Pattern KEY = Pattern.compile("standing-version:\\w+:\\{\\d{1,18}}");

    /** KEYS version, standing; ARGV version, standing, ttl in ms, what stood for the version before the graph was read. */
    private static final String PUT = """
            local known = redis.call('GET', KEYS[1])
            local version = known and tonumber(known)
            if known and (known == ARGV[4] or (version and version <= tonumber(ARGV[1]))) then
              redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
              redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
            end
            """;

    /** KEYS version, standing; ARGV version, ttl in ms. */
    private static final String RAISE = """
            local known = redis.call('GET', KEYS[1])
            local version = known and tonumber(known)
            if known and not (version and version >= tonumber(ARGV[1])) then
              redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
              redis.call('DEL', KEYS[2])
            end
            """;

    /** How long a write tries to reach Redis; a read has the graph to fall back on and waits less. */
    private static final Duration RAISE_TIMEOUT = Duration.ofSeconds(2);

    private final CacheConfiguration configuration;
    private final RedisLink link;
    private final String name = UUID.randomUUID().toString();
    private final AtomicLong marks = new AtomicLong();

    /**
     * What is known of a profile.
     *
     * @param text the newest version of its edges, or a mark of who reads them
     */
    record Known(String text) {

        /** Some of the profiles of which anything is known; the cursor is null at the end. */
        record Part(List<Long> profiles, @Nullable String cursor) {}

        /** Null where they are being read. */
        @Nullable
        Long version() {
            return text.startsWith(BEING_READ) ? null : Long.valueOf(text);
        }
    }

    RedisStandings(CacheConfiguration configuration, @Value("${redis.uri}") String uri) {
        this.configuration = configuration;
        this.link = new RedisLink(uri, RAISE_TIMEOUT, List.of(PUT, RAISE));
    }

    @PreDestroy
    void close() {
        link.close();
    }

    /** What is known of each, in their order; where nothing was, it is marked as being read. */
    List<Known> known(List<Long> profiles) {
        return link.with(configuration.timeout(), open -> {
            var keys =
                    profiles.stream().map(profile -> versionKey(open, profile)).toArray(String[]::new);
            var known = new ArrayList<Known>(keys.length);
            var marking = new ArrayList<RedisFuture<?>>();
            for (var value : await(open.commands().mget(keys), configuration.timeout())) {
                if (value.hasValue()) {
                    known.add(new Known(new String(value.getValue(), StandardCharsets.US_ASCII)));
                } else {
                    var mark = new Known(BEING_READ + name + ':' + marks.incrementAndGet());
                    marking.add(open.commands()
                            .set(
                                    value.getKey(),
                                    ascii(mark.text()),
                                    SetArgs.Builder.nx().px(configuration.ttl().toMillis())));
                    known.add(mark);
                }
            }
            marking.forEach(mark -> await(mark, configuration.timeout()));
            return known;
        });
    }

    /** The standings that are kept of these, of whatever version. */
    Map<Long, byte[]> get(List<Long> profiles) {
        return link.with(configuration.timeout(), open -> {
            var keys =
                    profiles.stream().map(profile -> standingKey(open, profile)).toArray(String[]::new);
            var values = await(open.commands().mget(keys), configuration.timeout());
            var found = new HashMap<Long, byte[]>();
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i).hasValue()) {
                    found.put(profiles.get(i), values.get(i).getValue());
                }
            }
            return found;
        });
    }

    /**
     * Keeps standings, each unless its profile is known to have come further, or may have.
     *
     * @param known what was known of each before it was read
     */
    void put(Map<Long, Known> known, Map<Long, Standing> standings) {
        link.with(configuration.timeout(), open -> {
            var futures = new ArrayList<RedisFuture<?>>();
            standings.forEach((profile, standing) -> futures.add(open.commands()
                    .evalsha(
                            open.digest(PUT),
                            ScriptOutputType.STATUS,
                            keys(open, profile),
                            ascii(standing.version()),
                            standing.toBytes(),
                            ascii(configuration.ttl().toMillis()),
                            ascii(Objects.requireNonNull(known.get(profile)).text()))));
            futures.forEach(future -> await(future, configuration.timeout()));
            return futures.size();
        });
    }

    /**
     * Lets nothing count any more that is older than these versions. It does not spare itself a connection that has just failed: by now another instance may have
     * one, and believe what is old.
     */
    void raise(Map<Long, Long> versions) {
        link.insist(RAISE_TIMEOUT, open -> {
            var raises = new ArrayList<AsyncCommand<String, byte[], String>>();
            versions.forEach((profile, version) -> raises.add(raise(open, profile, version)));
            // all in one piece: batches raise those of thousands, and each would be a packet of its own
            open.connection().dispatch(raises);
            raises.forEach(raise -> await(raise, RAISE_TIMEOUT));
            return raises.size();
        });
    }

    private AsyncCommand<String, byte[], String> raise(Open open, long profile, long version) {
        var arguments = new CommandArgs<>(RedisLink.CODEC)
                .add(open.digest(RAISE))
                .add(2)
                .addKeys(keys(open, profile))
                .addValue(ascii(version))
                .addValue(ascii(configuration.ttl().toMillis()));
        return new AsyncCommand<>(new Command<>(CommandType.EVALSHA, new StatusOutput<>(RedisLink.CODEC), arguments));
    }

    /** What is kept of a profile: its newest version, or a mark, and the standing; null for what is not there. */
    record Kept(@Nullable String version, @Nullable ByteBuffer standing) {

        /** Null where nothing is, and for a mark. */
        @Nullable
        Long known() {
            return version == null ? null : new Known(version).version();
        }

        @Nullable
        Standing decoded() {
            if (standing == null) {
                return null;
            }
            var bytes = new byte[standing.remaining()];
            standing.duplicate().get(bytes);
            return Standing.ofBytes(bytes);
        }
    }

    /** The next profiles of which anything is known, in no order, and from where to go on: null after the last. */
    Known.Part next(@Nullable String cursor, int about) {
        return link.with(RAISE_TIMEOUT, open -> {
            var begin = versionKey(open, 0).replace("{0}", "");
            var found = await(
                    open.commands()
                            .scan(
                                    cursor == null ? ScanCursor.INITIAL : ScanCursor.of(cursor),
                                    ScanArgs.Builder.matches(begin + "*").limit(about)),
                    RAISE_TIMEOUT);
            var profiles = found.getKeys().stream()
                    .filter(key -> KEY.matcher(key).matches())
                    .map(key -> Long.valueOf(key.substring(begin.length() + 1, key.length() - 1)))
                    .toList();
            return new Known.Part(profiles, found.isFinished() ? null : found.getCursor());
        });
    }

    /** What is kept of these, without a mark being left. */
    Map<Long, Kept> kept(List<Long> profiles) {
        return link.with(RAISE_TIMEOUT, open -> {
            var keys = profiles.stream()
                    .flatMap(profile -> Arrays.stream(keys(open, profile)))
                    .toArray(String[]::new);
            var kept = new HashMap<Long, Kept>();
            var values = keys.length == 0
                    ? List.<KeyValue<String, byte[]>>of()
                    : await(open.commands().mget(keys), RAISE_TIMEOUT);
            for (int i = 0; i < profiles.size(); i++) {
                var version = values.get(2 * i).getValueOrElse(null);
                var standing = values.get(2 * i + 1).getValueOrElse(null);
                kept.put(
                        profiles.get(i),
                        new Kept(
                                version == null ? null : new String(version, StandardCharsets.US_ASCII),
                                standing == null ? null : ByteBuffer.wrap(standing)));
            }
            return kept;
        });
    }

    /** Forgets all that is known of these; who is reading one of them meanwhile may not put it. */
    void forget(Collection<Long> profiles) {
        if (!profiles.isEmpty()) {
            link.insist(RAISE_TIMEOUT, open -> {
                var gone = profiles.stream()
                        .map(profile -> open.commands().del(keys(open, profile)))
                        .toList();
                gone.forEach(one -> await(one, RAISE_TIMEOUT));
                return gone.size();
            });
        }
    }

    /** The braces keep both keys of a profile in one slot of a cluster. They are short: a look-up sends hundreds. */
    private static String[] keys(Open open, long profile) {
        return new String[] {versionKey(open, profile), standingKey(open, profile)};
    }

    static String versionKey(Open open, long profile) {
        return "standing-version:" + open.life() + ":{" + profile + "}";
    }

    private static String standingKey(Open open, long profile) {
        return "standing:" + open.life() + ":{" + profile + "}";
    }
}
