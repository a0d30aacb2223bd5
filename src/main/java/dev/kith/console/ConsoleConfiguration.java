package dev.kith.console;

import dev.kith.web.Credentials;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The console. Whoever calls from this machine comes in; whoever calls from elsewhere only with credentials.
 *
 * @param enabled whether this instance has it
 * @param username of who may call from elsewhere; nobody may where there is none
 * @param password long enough
 * @param hosts names beside those of this machine by which browsers may call it, with the port where it isn't the usual one
 */
@Context
@ConfigurationProperties(ConsoleConfiguration.PREFIX)
record ConsoleConfiguration(
        @Bindable(defaultValue = "true") boolean enabled,
        @Nullable String username,
        @Nullable String password,
        @Nullable List<String> hosts) {

    static final String PREFIX = "kith.console";

    ConsoleConfiguration {
        if (username != null || password != null) {
            var _ = Credentials.of(PREFIX, username, password);
        }
    }

    /** What must be shown by who calls from elsewhere. */
    Optional<Credentials> credentials() {
        return username == null ? Optional.empty() : Optional.of(Credentials.of(PREFIX, username, password));
    }

    boolean names(String host) {
        return hosts != null && hosts.contains(host.toLowerCase(Locale.ROOT));
    }

    /** Without the password, which would end up in logs. */
    @Override
    public String toString() {
        return "ConsoleConfiguration[enabled=%s, hosts=%s]".formatted(enabled, hosts);
    }
}
