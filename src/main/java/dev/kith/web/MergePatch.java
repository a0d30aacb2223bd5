package dev.kith.web;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.validation.validator.Validator;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Applies a JSON merge patch (RFC 7396): a member replaces, null removes, what is absent stays. */
@Singleton
public final class MergePatch {

    private final JsonMapper json;
    private final Validator validator;

    MergePatch(JsonMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /** The valid whole after the patch; a member that {@code type} does not have, or a value that it refuses, is malformed. */
    public <T> T apply(T current, JsonNode patch, Class<T> type) {
        if (!patch.isObject()) {
            throw Problem.malformed("body", "must be a JSON object");
        }
        try {
            var patched = json.readValueFromTree(merge(json.writeValueToTree(current), patch), type);
            var violations = validator.validate(patched);
            if (!violations.isEmpty()) {
                throw new ConstraintViolationException(violations);
            }
            return patched;
        } catch (IOException unreadable) {
            throw Problems.of(unreadable).orElseThrow(() -> new IllegalStateException(unreadable));
        }
    }

    /** A removed member stays as null, so that one which does not exist is found out when the whole is read. */
    private static JsonNode merge(@Nullable JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        var merged = new LinkedHashMap<String, JsonNode>();
        if (target != null && target.isObject()) {
            target.entries().forEach(member -> merged.put(member.getKey(), member.getValue()));
        }
        patch.entries()
                .forEach(member -> merged.put(member.getKey(), merge(merged.get(member.getKey()), member.getValue())));
        return JsonNode.createObjectNode(merged);
    }
}
