package dev.kith.web;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import io.micronaut.serde.Deserializer.DecoderContext;
import io.micronaut.serde.Serializer;
import io.micronaut.serde.exceptions.SerdeException;
import io.micronaut.serde.exceptions.path.ReferencePath;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/** JSON values are taken as what they are: a number is no string, and {@code "true"} is no boolean. And they are written in one way. */
@Factory
final class StrictJson {

    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

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

    @Singleton
    @Primary
    Deserializer<Double> decimal() {
        return strict(JsonNode::isNumber, JsonNode::getDoubleValue, "a number");
    }

    /** Instants are written with milliseconds, also where these are 0. */
    @Singleton
    @Primary
    Serializer<Instant> instant() {
        return (encoder, context, type, instant) -> encoder.encodeString(MILLIS.format(instant));
    }

    /** The library reads lists of strings on a way of its own, which does not ask the one above. */
    @Singleton
    @Primary
    @SuppressWarnings("NonApiType") // the very type that the library's own way is registered for
    Deserializer<ArrayList<String>> strings(Deserializer<String> string) {
        return (decoder, context, type) -> {
            var strings = new ArrayList<String>();
            try (var items = decoder.decodeArray()) {
                while (items.hasNextArrayValue()) {
                    strings.add(item(items, string, context, type, strings.size()));
                }
            }
            return strings;
        };
    }

    private static String item(
            Decoder items, Deserializer<String> string, DecoderContext context, Argument<?> type, int index)
            throws IOException {
        try {
            return Objects.requireNonNull(string.deserialize(items, context, Argument.STRING));
        } catch (SerdeException wrong) {
            wrong.getPath().add(ReferencePath.ofCollection(ArrayList.class, type, index));
            throw wrong;
        }
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
