package dev.kith.cache;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One connection to Redis: opened when it is asked for, given up as soon as anything on it fails or takes too long. Nothing is sent again by itself, and nothing waits
 * for a connection to come back.
 */
public final class RedisLink implements AutoCloseable {

    /** So many commands at the most go out in one system call, of those that are there at the time. */
    private static final int MOST_TOGETHER = 256;

    static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE);

    /** The threads and timers of all connections of this process. Nobody reads how long each command took, which is told by default. */
    private static final ClientResources SHARED = ClientResources.builder()
            .commandLatencyRecorder(CommandLatencyRecorder.disabled())
            .nettyCustomizer(new NettyCustomizer() {
                @Override
                public void afterChannelInitialized(Channel channel) {
                    channel.pipeline().addFirst(new FlushConsolidationHandler(MOST_TOGETHER, true));
                }
            })
            .build();

    private static final Pattern RUN_ID = Pattern.compile("run_id:(\\w{12})");
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RedisURI server;
    private final RedisClient client;
    private final List<String> scripts;
    private final Consumer<Open> greeting;
    private final Lock connecting = new ReentrantLock();
    private final AtomicReference<@Nullable Open> link = new AtomicReference<>();
    private volatile long retryAt = System.nanoTime();

    /**
     * A connection to one life of one server. What a server that died, or another that took its place, brings back from its disk may be old; so keys begin with the id of
     * the life, as much of it as tells it from others, and a new life is as if empty.
     *
     * @param digests by which the server knows the scripts
     */
    public record Open(StatefulRedisConnection<String, byte[]> connection, String life, Map<String, String> digests) {

        public RedisAsyncCommands<String, byte[]> commands() {
            return connection.async();
        }

        public String digest(String script) {
            return Objects.requireNonNull(digests.get(script));
        }
    }

    /**
     * @param patience how long anything may take on it at the most
     * @param scripts that are run on it
     */
    public RedisLink(String uri, Duration patience, List<String> scripts) {
        this(uri, patience, scripts, open -> {}, null);
    }

    /**
     * @param greeting is done first on each connection
     * @param loop on which answers come, if there is one that can be used; else on one of those that connections share
     */
    RedisLink(String uri, Duration patience, List<String> scripts, Consumer<Open> greeting, @Nullable EventLoop loop) {
        this.scripts = scripts;
        this.greeting = greeting;
        server = RedisURI.create(uri);
        server.setTimeout(patience);
        client = RedisClient.create(
                loop == null
                        ? SHARED
                        : SHARED.mutate()
                                .eventLoopGroupProvider(new GivenLoop(loop))
                                .build());
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(patience).build())
                .build());
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }

    /** Does something that there is another way for: a new connection is tried at once, and if that fails too, not before a pause. */
    public <T> T with(Duration timeout, Function<Open, T> work) {
        if (link.get() == null && System.nanoTime() - retryAt < 0) {
            throw new RedisException("not connected");
        }
        return on(link(timeout), work);
    }

    /** Does something that there is no other way for, and that may be done twice. It does not spare itself a connection that has just failed. */
    public <T> T insist(Duration timeout, Function<Open, T> work) {
        try {
            return on(link(timeout), work);
        } catch (RedisException _) {
            // perhaps only the connection was lost
            return on(link(timeout), work);
        }
    }

    /** As {@link #with}, and nobody waits: where there is no connection it fails at once, and makes none. */
    public <T> CompletableFuture<T> promptly(Duration timeout, Function<Open, CompletionStage<T>> work) {
        var open = link.get();
        if (open == null) {
            return CompletableFuture.failedFuture(new RedisException("not connected"));
        }
        var promise = RedisLink.<T>promise(timeout);
        work.apply(open).whenComplete((done, failed) -> {
            if (failed == null) {
                promise.complete(done);
            } else {
                promise.completeExceptionally(failed);
            }
        });
        return promise.whenComplete((done, failed) -> {
            if (failed != null) {
                giveUp(open);
            }
        });
    }

    /** Whether this is the connection that is in use. */
    boolean isOn(Open open) {
        return open.equals(link.get());
    }

    /** A connection that failed is given up. */
    private <T> T on(Open open, Function<Open, T> work) {
        try {
            return work.apply(open);
        } catch (RedisException failed) {
            giveUp(open);
            throw failed;
        }
    }

    private void giveUp(Open open) {
        link.compareAndSet(open, null);
        var _ = open.connection().closeAsync();
    }

    private Open link(Duration timeout) {
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

    private Open connect(Duration timeout) {
        var opening = client.connectAsync(CODEC, server);
        try {
            var connection = await(opening, timeout);
            var commands = connection.async();
            var life = RUN_ID.matcher(await(commands.info("server"), timeout));
            if (!life.find()) {
                throw new RedisException("the server does not tell its run_id");
            }
            var digests = new HashMap<String, String>();
            for (var script : scripts) {
                digests.put(script, await(commands.scriptLoad(script), timeout));
            }
            var open = new Open(connection, life.group(1), Map.copyOf(digests));
            greeting.accept(open);
            return open;
        } catch (RedisException failed) {
            var _ = opening.thenCompose(StatefulConnection::closeAsync);
            throw failed;
        }
    }

    /** What was asked for; {@link RedisException} when it does not come in time. */
    public static <T> T await(Future<T> future, Duration timeout) {
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

    /** What is to be kept in time, and fails by itself otherwise; cheaper than the timers of futures, where nearly all are kept. */
    static <T> CompletableFuture<T> promise(Duration timeout) {
        var promise = new CompletableFuture<T>();
        var late = SHARED.timer()
                .newTimeout(
                        timer -> promise.completeExceptionally(new RedisException("no answer within " + timeout)),
                        timeout.toMillis(),
                        TimeUnit.MILLISECONDS);
        var _ = promise.whenComplete((done, failed) -> late.cancel());
        return promise;
    }

    /** A number as scripts are given it. */
    public static byte[] ascii(long number) {
        return ascii(Long.toString(number));
    }

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
