package dev.kith.web;

import dev.kith.role.WithApi;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Where requests are not this instance's business, it tells how it is, and nothing else. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(condition = RoleFilter.WithoutApi.class)
final class RoleFilter implements Ordered {

    @RequestFilter
    void refuse(HttpRequest<?> request) {
        var path = request.getPath();
        if (!path.equals("/health") && !path.startsWith("/health/") && !path.equals("/prometheus")) {
            throw Problem.of(
                    HttpStatus.NOT_FOUND, "not-found", "This instance answers no requests but for health and metrics.");
        }
    }

    /** After the trace has begun. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    /** The role is not among this instance's. */
    static final class WithoutApi implements Condition {

        @Override
        @SuppressWarnings("rawtypes") // as the interface has it
        public boolean matches(ConditionContext context) {
            return !new WithApi().matches(context);
        }
    }
}
