package dev.kith.cache;

import dev.kith.cache.RedisLink.Open;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.EventLoopGroupProvider;
import io.lettuce.core.resource.NettyCustomizer;
import io.lettuce.core.resource.Transports;
import io.micronaut.context.annotation.Value;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Makes the connections to Redis. They share their timers, and their threads with the requests: what Redis says of a page is then heard where the page is answered, and no
 * thread has to wake another.
 */
@Singleton
public class RedisLinks {

    /** So many commands at the most go out in one system call, of those that are there at the time. */
    private static final int MOST_TOGETHER = 256;

    /** The threads that serve requests ({@code micronaut.netty.event-loops}). */
    private static final String LOOPS = "kith";

    private final String uri;
    private final ClientResources shared;

    public RedisLinks(@Value("${redis.uri}") String uri, @Named(LOOPS) EventLoopGroup loops) {
        this.uri = uri;
        var resources = ClientResources.builder();
        if (fit(loops)) {
            resources.eventLoopGroupProvider(new Lent(loops));
        }
        this.shared = resources
                .nettyCustomizer(new NettyCustomizer() {
                    @Override
                    public void afterChannelInitialized(Channel channel) {
                        channel.pipeline().addFirst(new FlushConsolidationHandler(MOST_TOGETHER, true));
                    }
                })
                .build();
    }

    /** Whether they serve the sockets that Lettuce opens. Both take the system's own kind where they find it, but find it by themselves. */
    private static boolean fit(EventLoopGroup loops) {
        return loops instanceof IoEventLoopGroup one
                && one.isIoType(NioIoHandler.class)
                        == Transports.socketChannelClass().equals(NioSocketChannel.class);
    }

    @PreDestroy
    void close() {
        var _ = shared.shutdown(0, 1, TimeUnit.SECONDS);
    }

    /**
     * A connection, made once it is needed.
     *
     * @param patience how long anything may take on it at the most
     * @param scripts that are run on it
     */
    public RedisLink link(Duration patience, List<String> scripts) {
        return link(patience, scripts, open -> {});
    }

    /** @param greeting is done first on each connection */
    RedisLink link(Duration patience, List<String> scripts, Consumer<Open> greeting) {
        return new RedisLink(shared, uri, patience, scripts, greeting);
    }

    /** Threads of others, who end them. */
    private record Lent(EventLoopGroup loops) implements EventLoopGroupProvider {

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        public <T extends EventLoopGroup> T allocate(Class<T> type) {
            return (T) loops;
        }

        @Override
        public int threadPoolSize() {
            return Runtime.getRuntime().availableProcessors();
        }

        @Override
        public Future<Boolean> release(EventExecutorGroup group, long quietPeriod, long timeout, TimeUnit unit) {
            return GlobalEventExecutor.INSTANCE.newSucceededFuture(true);
        }

        @Override
        public Future<Boolean> shutdown(long quietPeriod, long timeout, TimeUnit timeUnit) {
            return GlobalEventExecutor.INSTANCE.newSucceededFuture(true);
        }
    }
}
