package dev.kith.web;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes values of ours as JSON text, for rows and streams, and reads them. */
@Singleton
public final class Json {

    private final JsonMapper mapper;

    Json(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** Reads what {@link #write} wrote, or what a caller did; an {@link IOException} tells what is wrong with it. */
    public <T> T read(String text, Argument<T> type) throws IOException {
        var value = mapper.readValue(text, type);
        if (value == null) {
            throw new IOException("null is no " + type.getName());
        }
        return value;
    }

    public String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
