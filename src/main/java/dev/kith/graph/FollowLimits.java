package dev.kith.graph;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;

/**
 * How many a profile may follow.
 *
 * @param followCap follows and requests together
 */
@ConfigurationProperties("kith.graph")
record FollowLimits(@Bindable(defaultValue = "5000") @Min(1) int followCap) {}
