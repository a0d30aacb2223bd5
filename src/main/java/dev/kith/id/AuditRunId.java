package dev.kith.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;

/** Names a run of an audit; newer ones have greater ids. */
@Serdeable
public record AuditRunId(long value) implements Comparable<AuditRunId> {

    /** Reads the decimal form; refuses anything else with {@link MalformedId}. */
    @JsonCreator
    public static AuditRunId of(String decimal) {
        return new AuditRunId(MalformedId.parse(decimal));
    }

    @Override
    public int compareTo(AuditRunId other) {
        return Long.compare(value, other.value);
    }

    @Override
    @JsonValue
    public String toString() {
        return Long.toString(value);
    }
}
