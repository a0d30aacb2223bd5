package dev.kith.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;

/** Names a profile. */
@Serdeable
public record ProfileId(long value) implements Comparable<ProfileId> {

    /** Reads the decimal form; refuses anything else with {@link MalformedId}. */
    @JsonCreator
    public static ProfileId of(String decimal) {
        return new ProfileId(MalformedId.parse(decimal));
    }

    @Override
    public int compareTo(ProfileId other) {
        return Long.compare(value, other.value);
    }

    @Override
    @JsonValue
    public String toString() {
        return Long.toString(value);
    }
}
