package dev.kith.graph;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;

/**
 * Where the graph lies.
 *
 * @param uri {@code neo4j://} or {@code bolt://}
 * @param database the name of the database on that server
 * @param maxConnections how many connections this instance opens at most
 * @param connectTimeout how long a connection may take to open, and a caller to wait for a free one
 * @param startPatience the same while the instance starts, and for how long the server is asked again then if it can't be reached
 * @param retryTime for how long a transaction that failed in passing is tried again before the caller hears of it
 * @param queryTimeout after which the server ends a statement
 */
@ConfigurationProperties("neo4j")
record GraphConfiguration(
        @NotBlank String uri,
        @NotBlank String username,
        @NotBlank String password,
        @Bindable(defaultValue = "neo4j") String database,
        @Bindable(defaultValue = "100") @Min(1) int maxConnections,
        @Bindable(defaultValue = "3s") Duration connectTimeout,
        @Bindable(defaultValue = "1m") Duration startPatience,
        @Bindable(defaultValue = "2s") Duration retryTime,
        @Bindable(defaultValue = "30s") Duration queryTimeout) {}
