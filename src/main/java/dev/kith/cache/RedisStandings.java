package dev.kith.cache;

import dev.kith.graph.Standing;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.micronaut.context.annotation.Value;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
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

    private static final Pattern RUN_ID = Pattern.compile("run_id:(\\w{12})");

    /** What marks begin with, and versions do not. */
    private static final String BEING_READ = "?";

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

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final CacheConfiguration configuration;
    private final RedisURI server;
    private final RedisClient client;
    private final Lock connecting = new ReentrantLock();
    private final AtomicReference<@Nullable Link> link = new AtomicReference<>();
    private final String name = UUID.randomUUID().toString();
    private final AtomicLong marks = new AtomicLong();
    private volatile long retryAt = System.nanoTime();

    /**
     * What is known of a profile.
     *
     * @param text the newest version of its edges, or a mark of who reads them
     */
    record Known(String text) {

        /** Null where they are being read. */
        @Nullable
        Long version() {
            return text.startsWith(BEING_READ) ? null : Long.valueOf(text);
        }
    }

    /**
     * A connection to one life of one server. What a server that died, or another that took its place, brings back from its disk may be old; so the keys begin
     * with the id of the life, as much of it as tells it from others: a look-up sends hundreds of keys.
     */
    private record Link(
            StatefulRedisConnection<String, byte[]> connection, String life, String putScript, String raiseScript) {

        RedisAsyncCommands<String, byte[]> commands() {
            return connection.async();
        }

        /** The braces keep both keys of a profile in one slot of a cluster. */
        String[] keys(long profile) {
            return new String[] {versionKey(profile), standingKey(profile)};
        }

        String versionKey(long profile) {
            return "standing-version:" + life + ":{" + profile + "}";
        }

        String standingKey(long profile) {
            return "standing:" + life + ":{" + profile + "}";
        }
    }

    RedisStandings(CacheConfiguration configuration, @Value("${redis.uri}") String uri) {
        this.configuration = configuration;
        server = RedisURI.create(uri);
        server.setTimeout(RAISE_TIMEOUT);
        client = RedisClient.create();
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(
                        SocketOptions.builder().connectTimeout(RAISE_TIMEOUT).build())
                .build());
    }

    @PreDestroy
    void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }

    /** What is known of each, in their order; where nothing was, it is marked as being read. */
    List<Known> known(List<Long> profiles) {
        return with(configuration.timeout(), open -> {
            var keys = profiles.stream().map(open::versionKey).toArray(String[]::new);
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
        return with(configuration.timeout(), open -> {
            var keys = profiles.stream().map(open::standingKey).toArray(String[]::new);
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
        with(configuration.timeout(), open -> {
            var futures = new ArrayList<RedisFuture<?>>();
            standings.forEach((profile, standing) -> futures.add(open.commands()
                    .evalsha(
                            open.putScript(),
                            ScriptOutputType.STATUS,
                            open.keys(profile),
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
        try {
            with(link(RAISE_TIMEOUT), open -> raise(open, versions));
        } catch (RedisException _) {
            // perhaps only the connection was lost
            with(link(RAISE_TIMEOUT), open -> raise(open, versions));
        }
    }

    private int raise(Link open, Map<Long, Long> versions) {
        var futures = new ArrayList<RedisFuture<?>>();
        versions.forEach((profile, version) -> futures.add(open.commands()
                .evalsha(
                        open.raiseScript(),
                        ScriptOutputType.STATUS,
                        open.keys(profile),
                        ascii(version),
                        ascii(configuration.ttl().toMillis()))));
        futures.forEach(future -> await(future, RAISE_TIMEOUT));
        return futures.size();
    }

    /** A new connection is tried at once, and if that fails too, not before a pause. */
    private <T> T with(Duration timeout, Function<Link, T> work) {
        if (link.get() == null && System.nanoTime() - retryAt < 0) {
            throw new RedisException("not connected");
        }
        return with(link(timeout), work);
    }

    /** A connection that failed is given up. */
    private <T> T with(Link open, Function<Link, T> work) {
        try {
            return work.apply(open);
        } catch (RedisException failed) {
            link.compareAndSet(open, null);
            var _ = open.connection().closeAsync();
            throw failed;
        }
    }

    private Link link(Duration timeout) {
        var known = link.get();
        if (known != null) {
            return known;
        }
        lock(timeout);
        try {
            known = link.get();
            if (known != null) {
                return known;
            }
            var connected = connect(timeout);
            link.set(connected);
            return connected;
        } catch (RedisException failed) {
            retryAt = System.nanoTime() + PAUSE.toNanos();
            throw failed;
        } finally {
            connecting.unlock();
        }
    }

    /** One connects at a time; a read does not wait for a write that does. */
    private void lock(Duration timeout) {
        try {
            if (!connecting.tryLock(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RedisException("another has not connected within " + timeout);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RedisException(stopped);
        }
    }

    private Link connect(Duration timeout) {
        var opening = client.connectAsync(RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE), server);
        try {
            var connection = await(opening, timeout);
            var commands = connection.async();
            var life = RUN_ID.matcher(await(commands.info("server"), timeout));
            if (!life.find()) {
                throw new RedisException("the server does not tell its run_id");
            }
            return new Link(
                    connection,
                    life.group(1),
                    await(commands.scriptLoad(PUT), timeout),
                    await(commands.scriptLoad(RAISE), timeout));
        } catch (RedisException failed) {
            var _ = opening.thenCompose(StatefulConnection::closeAsync);
            throw failed;
        }
    }

    private static <T> T await(Future<T> future, Duration timeout) {
        try {
            return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RedisException cause ? cause : new RedisException(failed.getCause());
        } catch (TimeoutException late) {
            throw new RedisException("no answer within " + timeout, late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RedisException(stopped);
        }
    }

    private static byte[] ascii(long number) {
        return ascii(Long.toString(number));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
