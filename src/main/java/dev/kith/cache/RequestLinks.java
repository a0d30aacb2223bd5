package dev.kith.cache;

import io.lettuce.core.resource.EpollProvider;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.netty.channel.EventLoopGroupRegistry;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A connection to Redis on each of the threads where requests come in. What is answered there costs least when no other thread has to be woken for it, and when all that is asked of
 * Redis at the time goes out together: so whoever answers there shares it.
 */
@Singleton
public final class RequestLinks {

    /** How long anything may take on them that does not say how long. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final PerLoop<RedisWatch> watches;

    RequestLinks(EventLoopGroupRegistry registry, CacheConfiguration configuration, @Value("${redis.uri}") String uri) {
        var loops = shareable(registry.getDefaultEventLoopGroup());
        var watched = configuration.watched() / Math.max(1, loops.size());
        watches = PerLoop.of(loops, loop -> new RedisWatch(uri, PATIENCE, watched, loop));
    }

    @PreDestroy
    void close() {
        watches.forEach(RedisWatch::close);
    }

    /** The connection of this thread, or any where this is none of those. */
    public RedisLink here() {
        return watches.here().link();
    }

    /** What is kept of what comes over them. */
    PerLoop<RedisWatch> watches() {
        return watches;
    }

    /** Those on which connections to Redis can live too; none where the two use sockets of different kinds. */
    static List<EventLoop> shareable(EventLoopGroup group) {
        return EpollProvider.isAvailable()
                        && group instanceof IoEventLoopGroup sockets
                        && sockets.isIoType(EpollIoHandler.class)
                ? StreamSupport.stream(group.spliterator(), false)
                        .map(EventLoop.class::cast)
                        .toList()
                : List.of();
    }
}
