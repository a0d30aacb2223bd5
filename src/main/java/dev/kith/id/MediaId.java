package dev.kith.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;

/** Names an image or a video; newer ones have greater ids. */
@Serdeable
public record MediaId(long value) implements Comparable<MediaId> {

    /** Reads the decimal form; refuses anything else with {@link MalformedId}. */
    @JsonCreator
    public static MediaId of(String decimal) {
        return new MediaId(MalformedId.parse(decimal));
    }

    @Override
    public int compareTo(MediaId other) {
        return Long.compare(value, other.value);
    }

    @Override
    @JsonValue
    public String toString() {
        return Long.toString(value);
    }
}
