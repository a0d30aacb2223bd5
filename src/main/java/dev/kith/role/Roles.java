package dev.kith.role;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What this instance does; everything unless told otherwise.
 *
 * @param roles at least one of {@code api}, {@code worker} and {@code jobs}; as text, since unknown values of enums are passed over when they are read
 */
@Context
@ConfigurationProperties("kith")
public record Roles(
        @Bindable(defaultValue = "api,worker,jobs") Set<String> roles) {

    /** Roles that there are. */
    public Roles {
        var known = Arrays.stream(Role.values()).map(Roles::name).toList();
        if (roles.isEmpty() || !known.containsAll(roles)) {
            throw new IllegalArgumentException("kith.roles: some of %s, was %s".formatted(known, roles));
        }
        roles = roles.stream().collect(Collectors.toUnmodifiableSet());
    }

    public boolean has(Role role) {
        return roles.contains(name(role));
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
