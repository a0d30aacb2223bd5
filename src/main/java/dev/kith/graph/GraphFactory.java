package dev.kith.graph;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import java.util.concurrent.TimeUnit;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

/** Opens the graph, its schema brought up to date, before anything is asked of it. */
@Factory
final class GraphFactory {

    @Context
    @Bean(preDestroy = "close")
    Driver driver(GraphConfiguration configuration, GraphSchema schema) {
        var driver = GraphDatabase.driver(
                configuration.uri(),
                AuthTokens.basic(configuration.username(), configuration.password()),
                Config.builder()
                        .withMaxConnectionPoolSize(configuration.maxConnections())
                        .withConnectionTimeout(configuration.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                        .withConnectionAcquisitionTimeout(
                                configuration.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                        .withMaxTransactionRetryTime(configuration.retryTime().toMillis(), TimeUnit.MILLISECONDS)
                        .withUserAgent("kith")
                        .build());
        schema.bringUpToDate(driver, configuration.database());
        return driver;
    }
}
