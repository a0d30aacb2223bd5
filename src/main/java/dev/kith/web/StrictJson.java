package dev.kith.web;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.Deserializer;
import io.micronaut.serde.exceptions.SerdeException;
import jakarta.inject.Singleton;
import java.util.function.Function;
import java.util.function.Predicate;

/** JSON values are taken as what they are: a number is no string, and {@code "true"} is no boolean. */
@Factory
final class StrictJson {

    @Singleton
    @Primary
    Deserializer<String> string() {
        return strict(JsonNode::isString, JsonNode::getStringValue, "a string");
    }

    @Singleton
    @Primary
    Deserializer<Boolean> bool() {
        return strict(JsonNode::isBoolean, JsonNode::getBooleanValue, "true or false");
    }

    private static <T> Deserializer<T> strict(Predicate<JsonNode> fits, Function<JsonNode, T> value, String kind) {
        return (decoder, context, type) -> {
            var node = decoder.decodeNode();
            if (!fits.test(node)) {
                throw new WrongType(kind);
            }
            return value.apply(node);
        };
    }

    /** A value is of another type than its field. */
    static final class WrongType extends SerdeException {

        private final String kind;

        WrongType(String kind) {
            super("must be " + kind);
            this.kind = kind;
        }

        /** What it should have been, for people. */
        String kind() {
            return kind;
        }
    }
}
