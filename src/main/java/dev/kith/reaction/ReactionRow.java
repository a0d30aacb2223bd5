package dev.kith.reaction;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.serde.annotation.Serdeable;

/**
 * A reaction as it lies in Postgres.
 *
 * @param id carries when it was given last
 * @param kind the name of a {@link Reaction}
 */
@Serdeable
@MappedEntity("reaction")
record ReactionRow(
        @Id long id,
        @JsonProperty("item_id") long itemId,
        String kind,
        @JsonProperty("profile_id") long profileId,
        boolean withdrawn) {

    Reaction reaction() {
        return Reaction.valueOf(kind);
    }
}
