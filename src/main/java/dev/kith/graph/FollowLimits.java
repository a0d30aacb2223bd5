package dev.kith.graph;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;

/**
 * How many a profile may follow. The environment {@code cap300} sets the smaller preset.
 *
 * @param followCap follows and requests together
 * @param capCountsCommunities whether memberships count as well, so that joining is refused too
 */
@ConfigurationProperties("kith.graph")
public record FollowLimits(
        @Bindable(defaultValue = "5000") @Min(1) int followCap,
        @Bindable(defaultValue = "false") boolean capCountsCommunities) {}
