package dev.kith.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;

/** Names a topic; newer topics have greater ids. */
@Serdeable
public record TopicId(long value) implements Comparable<TopicId> {

    /** Reads the decimal form; refuses anything else with {@link MalformedId}. */
    @JsonCreator
    public static TopicId of(String decimal) {
        return new TopicId(MalformedId.parse(decimal));
    }

    @Override
    public int compareTo(TopicId other) {
        return Long.compare(value, other.value);
    }

    @Override
    @JsonValue
    public String toString() {
        return Long.toString(value);
    }
}
