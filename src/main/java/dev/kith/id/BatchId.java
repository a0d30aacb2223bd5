package dev.kith.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;

/** Names a batch; newer ones have greater ids. */
@Serdeable
public record BatchId(long value) implements Comparable<BatchId> {

    /** Reads the decimal form; refuses anything else with {@link MalformedId}. */
    @JsonCreator
    public static BatchId of(String decimal) {
        return new BatchId(MalformedId.parse(decimal));
    }

    @Override
    public int compareTo(BatchId other) {
        return Long.compare(value, other.value);
    }

    @Override
    @JsonValue
    public String toString() {
        return Long.toString(value);
    }
}
