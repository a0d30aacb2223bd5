package dev.kith.recommendation;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;

/**
 * How recommendations are worked out here.
 *
 * @param cron when it is done for all who have read lately, in the five fields of cron, in UTC
 * @param active for how long a profile counts as such after it has read
 * @param most how many each is recommended
 * @param lifetime for how long they are served
 * @param turn for how long a run is worked on before others have their turn
 * @param kept for how long a run is remembered after it ended
 */
@Context
@ConfigurationProperties("kith.recommendations")
record GeneratorConfiguration(
        @Bindable(defaultValue = "0 3 * * *") @NotBlank String cron,
        @Bindable(defaultValue = "30d") Duration active,

        @Bindable(defaultValue = "50") @Min(1) @Max(NewRecommendations.MOST)
        int most,

        @Bindable(defaultValue = "7d") Duration lifetime,
        @Bindable(defaultValue = "10s") Duration turn,
        @Bindable(defaultValue = "30d") Duration kept) {

    GeneratorConfiguration {
        if (!active.isPositive() || !lifetime.isPositive() || !turn.isPositive() || !kept.isPositive()) {
            throw new IllegalArgumentException("kith.recommendations: times must be longer than nothing");
        }
    }
}
