package dev.kith.profile;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.kith.id.ProfileId;
import dev.kith.visibility.Actor;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** A profile inside another answer. */
@Serdeable
@Schema(name = "ProfileCard")
public record ProfileCard(
        @Schema(example = "689712345678901234") ProfileId id,

        @Schema(example = "alice") String handle,
        @Schema(example = "Alice Liddell") String displayName,
        @JsonIgnore @Schema(hidden = true) boolean isPrivate) {

    static ProfileCard of(ProfileRepository.Card card) {
        return new ProfileCard(new ProfileId(card.id()), card.handle(), card.displayName(), card.isPrivate());
    }

    public Actor as(Actor.Role role) {
        return new Actor(id, isPrivate, role);
    }
}
