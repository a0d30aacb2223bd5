package dev.kith.post;

import dev.kith.id.CommunityId;
import dev.kith.id.ItemId;
import dev.kith.id.ProfileId;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;

/** To whom, or in which community, something is said. */
@Serdeable
@Schema(name = "PostTarget")
public record Target(
        @Schema(example = "COMMUNITY") @NotNull Kind kind,

        @Schema(example = "689712345678901234") @NotNull ItemId id) {

    /** What can be a target. */
    @Schema(name = "PostTargetKind")
    public enum Kind {
        PROFILE,
        COMMUNITY
    }

    ProfileId profile() {
        return new ProfileId(id.value());
    }

    CommunityId community() {
        return new CommunityId(id.value());
    }
}
