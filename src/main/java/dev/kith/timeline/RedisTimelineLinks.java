package dev.kith.timeline;

import dev.kith.cache.RedisLink;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Readers wait for nothing that is being delivered: each have a connection of their own. */
@Factory
final class RedisTimelineLinks {

    static final String READING = "timelines";
    static final String DELIVERING = "timelines-delivering";

    /** How long a delivery waits for Redis; it has nothing to fall back on. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final List<String> SCRIPTS = Stream.concat(
                    RedisLists.SCRIPTS.stream(), RedisBigAuthors.SCRIPTS.stream())
            .toList();

    @Bean(preDestroy = "close")
    @Singleton
    @Named(READING)
    RedisLink reading(@Value("${redis.uri}") String uri) {
        return new RedisLink(uri, PATIENCE, SCRIPTS);
    }

    @Bean(preDestroy = "close")
    @Singleton
    @Named(DELIVERING)
    RedisLink delivering(@Value("${redis.uri}") String uri) {
        return new RedisLink(uri, PATIENCE, SCRIPTS);
    }
}
