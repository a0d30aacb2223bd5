package dev.kith.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;

/** Names a reconciliation; newer ones have greater ids. */
@Serdeable
public record ReconciliationId(long value) implements Comparable<ReconciliationId> {

    /** Reads the decimal form; refuses anything else with {@link MalformedId}. */
    @JsonCreator
    public static ReconciliationId of(String decimal) {
        return new ReconciliationId(MalformedId.parse(decimal));
    }

    @Override
    public int compareTo(ReconciliationId other) {
        return Long.compare(value, other.value);
    }

    @Override
    @JsonValue
    public String toString() {
        return Long.toString(value);
    }
}
