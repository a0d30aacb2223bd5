package dev.kith.community;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kith.id.ProfileId;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What of a community its admin may change.
 *
 * @param adminId another member, to hand the community over
 */
@Serdeable
record CommunityEdit(
        @Schema(example = "689712345678901234") @NotNull ProfileId adminId,

        @Schema(example = "Mad tea party") @NotBlank @Size(max = 200)
        String name,

        @Schema(example = "Always six o'clock") @Nullable @Size(max = 1_000)
        String description,

        @Schema(name = "private", example = "true") @JsonProperty("private") @Nullable
        Boolean isPrivate,

        @Schema(example = "true") @Nullable Boolean visible,

        @Schema(example = "No room is no excuse.") @Nullable @Size(max = 5_000)
        String rules) {}
