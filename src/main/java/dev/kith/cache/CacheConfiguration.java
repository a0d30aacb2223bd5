package dev.kith.cache;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * How standings, and what else Redis says, are kept.
 *
 * @param enabled whether they are kept at all; otherwise the graph is asked each time
 * @param timeout how long Redis may take to answer before the graph is asked instead
 * @param ttl how long Redis keeps a standing that nobody asks for anew
 * @param localTtl how long a process keeps one that nobody asks for; it asks Redis each time whether it still holds
 * @param localSize how many numbers the process keeps, at 8 bytes each
 * @param watched how many keys of Redis the process remembers, being told by Redis when they change; 0 for none
 * @param copies how many things of Postgres the process keeps copies of
 * @param edges of a kind a profile may have at the most to be kept; one with more is asked for in the graph
 */
@ConfigurationProperties("kith.cache")
record CacheConfiguration(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "250ms") Duration timeout,
        @Bindable(defaultValue = "10m") Duration ttl,
        @Bindable(defaultValue = "1m") Duration localTtl,
        @Bindable(defaultValue = "8000000") @Min(0) long localSize,
        @Bindable(defaultValue = "200000") @Min(0) int watched,
        @Bindable(defaultValue = "50000") @Min(0) long copies,
        @Bindable(defaultValue = "10000") @Min(1) int edges) {}
