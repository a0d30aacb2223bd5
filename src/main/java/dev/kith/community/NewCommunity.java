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
 * A community as it is asked for, or as its admin wants it.
 *
 * @param adminId who founds it, and is its first member; later, the member to whom it is handed over
 * @param isPrivate only members see its members and posts; not, if nothing is said
 * @param visible others than members see that it exists; so, if nothing is said
 */
@Serdeable
public record NewCommunity(
        @Schema(example = "689712345678901234") @NotNull ProfileId adminId,

        @Schema(example = "Mad tea party") @NotBlank @Size(max = 200)
        String name,

        @Schema(example = "Always six o'clock") @Nullable @Size(max = 1_000)
        String description,

        @Schema(name = "private", example = "false") @JsonProperty("private") @Nullable
        Boolean isPrivate,

        @Schema(example = "true") @Nullable Boolean visible,

        @Schema(example = "No room is no excuse.") @Nullable @Size(max = 5_000)
        String rules) {}
