package dev.kith.post;

import io.micronaut.context.annotation.Factory;
import io.micronaut.json.JsonMapper;
import io.micronaut.validation.validator.constraints.ConstraintValidator;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;

/** Checks {@link SaysSomething}. */
@Factory
final class PostConstraints {

    private static final int MAX_EXTRA_BYTES = 4 * 1_024;

    @Singleton
    ConstraintValidator<SaysSomething, NewPost> saysSomething(JsonMapper json) {
        return (post, annotation, context) -> {
            if (post == null) {
                return true;
            }
            var extra = post.extra() == null ? Map.<String, Object>of() : post.extra();
            if (size(json, extra) > MAX_EXTRA_BYTES) {
                context.messageTemplate("extra must be at most " + MAX_EXTRA_BYTES + " bytes of JSON");
                return false;
            }
            return !extra.isEmpty() || (post.text() != null && !post.text().isBlank());
        };
    }

    private static int size(JsonMapper json, Map<String, Object> extra) {
        try {
            return json.writeValueAsBytes(extra).length;
        } catch (IOException unwritable) {
            return Integer.MAX_VALUE;
        }
    }
}
