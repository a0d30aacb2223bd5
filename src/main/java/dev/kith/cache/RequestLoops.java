package dev.kith.cache;

import io.lettuce.core.resource.EpollProvider;
import io.micronaut.http.netty.channel.EventLoopGroupRegistry;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The threads where requests come in. What is answered there costs least when no other thread has to be woken for it. */
@Singleton
public final class RequestLoops {

    private final List<EventLoop> loops;

    RequestLoops(EventLoopGroupRegistry registry) {
        loops = shareable(registry.getDefaultEventLoopGroup());
    }

    /** A connection on each. */
    public PerLoop<RedisLink> links(String uri, Duration patience) {
        return each(loop -> new RedisLink(uri, patience, List.of(), open -> {}, loop));
    }

    <T> PerLoop<T> each(Function<@Nullable EventLoop, T> make) {
        return PerLoop.of(loops, make);
    }

    /** How many there are, or 1 where there is one of a kind for all. */
    int count() {
        return Math.max(1, loops.size());
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
