package dev.kith.graph;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

/** Opens the graph, its schema brought up to date, before anything is asked of it. */
@Factory
final class GraphFactory {

    /** An instance that starts waits longer than a caller would: it has the driver to load, and the servers may be starting too, or busy with all others. */
    @Context
    @Bean(preDestroy = "close")
    Driver driver(GraphConfiguration configuration, GraphSchema schema) {
        try (var patient = open(configuration, configuration.startPatience())) {
            schema.bringUpToDate(patient, configuration.database(), configuration.startPatience());
        }
        return open(configuration, configuration.connectTimeout());
    }

    private static Driver open(GraphConfiguration configuration, Duration connectTimeout) {
        return GraphDatabase.driver(
                configuration.uri(),
                AuthTokens.basic(configuration.username(), configuration.password()),
                Config.builder()
                        .withMaxConnectionPoolSize(configuration.maxConnections())
                        .withConnectionTimeout(connectTimeout.toMillis(), TimeUnit.MILLISECONDS)
                        .withConnectionAcquisitionTimeout(connectTimeout.toMillis(), TimeUnit.MILLISECONDS)
                        .withMaxTransactionRetryTime(configuration.retryTime().toMillis(), TimeUnit.MILLISECONDS)
                        .withUserAgent("kith")
                        .build());
    }
}
