package dev.kith.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;

/** Names a comment; newer comments have greater ids. */
@Serdeable
public record CommentId(long value) implements Comparable<CommentId> {

    /** Reads the decimal form; refuses anything else with {@link MalformedId}. */
    @JsonCreator
    public static CommentId of(String decimal) {
        return new CommentId(MalformedId.parse(decimal));
    }

    @Override
    public int compareTo(CommentId other) {
        return Long.compare(value, other.value);
    }

    @Override
    @JsonValue
    public String toString() {
        return Long.toString(value);
    }
}
