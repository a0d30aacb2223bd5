package dev.kith.audit;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * Whether operators may ask the graph what they like, and how far that may go.
 *
 * @param enabled off unless told otherwise
 * @param atOnce how many questions this instance has answered at the same time
 * @param time after which a question is cut
 * @param rows of an answer at most
 * @param bytes of an answer at most, about
 */
@Context
@ConfigurationProperties("kith.sandbox")
record SandboxConfiguration(
        @Bindable(defaultValue = "false") boolean enabled,
        @Bindable(defaultValue = "2") @Min(1) int atOnce,
        @Bindable(defaultValue = "5s") Duration time,
        @Bindable(defaultValue = "1000") @Min(1) int rows,
        @Bindable(defaultValue = "5000000") @Min(1) long bytes) {}
