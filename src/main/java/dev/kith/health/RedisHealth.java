package dev.kith.health;

import io.lettuce.core.api.StatefulRedisConnection;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;

/** Whether Redis answers. The connection is opened when it is first asked for: the service starts without Redis too. */
@Singleton
final class RedisHealth implements Dependency {

    private final BeanProvider<StatefulRedisConnection<String, String>> connection;

    RedisHealth(BeanProvider<StatefulRedisConnection<String, String>> connection) {
        this.connection = connection;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public void check() {
        connection.get().sync().ping();
    }
}
