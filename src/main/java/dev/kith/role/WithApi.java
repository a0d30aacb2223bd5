package dev.kith.role;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;

/** Requests are this instance's business. */
public final class WithApi implements Condition {

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public boolean matches(ConditionContext context) {
        return context.getBean(Roles.class).has(Role.API);
    }
}
