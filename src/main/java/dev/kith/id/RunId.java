package dev.kith.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;

/** Names a run of the generator of recommendations; newer ones have greater ids. */
@Serdeable
public record RunId(long value) implements Comparable<RunId> {

    /** Reads the decimal form; refuses anything else with {@link MalformedId}. */
    @JsonCreator
    public static RunId of(String decimal) {
        return new RunId(MalformedId.parse(decimal));
    }

    @Override
    public int compareTo(RunId other) {
        return Long.compare(value, other.value);
    }

    @Override
    @JsonValue
    public String toString() {
        return Long.toString(value);
    }
}
