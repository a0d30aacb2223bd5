package dev.kith.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;

/** Names a community; newer communities have greater ids. */
@Serdeable
public record CommunityId(long value) implements Comparable<CommunityId> {

    /** Reads the decimal form; refuses anything else with {@link MalformedId}. */
    @JsonCreator
    public static CommunityId of(String decimal) {
        return new CommunityId(MalformedId.parse(decimal));
    }

    @Override
    public int compareTo(CommunityId other) {
        return Long.compare(value, other.value);
    }

    @Override
    @JsonValue
    public String toString() {
        return Long.toString(value);
    }
}
