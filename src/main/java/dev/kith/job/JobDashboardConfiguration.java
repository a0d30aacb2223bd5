package dev.kith.job;

import dev.kith.web.Credentials;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * The page on which operators see jobs, and can do them again. It is never there without credentials.
 *
 * @param enabled whether this instance has it
 * @param host the address that it is reached at; from other machines only if this says so
 * @param port 0 for a free one
 * @param username of who may see it
 * @param password long enough
 */
@Context
@ConfigurationProperties(JobDashboardConfiguration.PREFIX)
record JobDashboardConfiguration(
        @Bindable(defaultValue = "false") boolean enabled,
        @Bindable(defaultValue = "127.0.0.1") String host,

        @Bindable(defaultValue = "8000") @Min(0) @Max(65_535)
        int port,

        @Nullable String username,
        @Nullable String password) {

    static final String PREFIX = "kith.jobs.dashboard";

    JobDashboardConfiguration {
        if (enabled) {
            var _ = Credentials.of(PREFIX, username, password);
        }
    }

    /** What must be shown there. */
    Credentials credentials() {
        return Credentials.of(PREFIX, username, password);
    }

    /** Without the password, which would end up in logs. */
    @Override
    public String toString() {
        return "JobDashboardConfiguration[enabled=%s, host=%s, port=%d]".formatted(enabled, host, port);
    }
}
