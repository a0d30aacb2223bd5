package dev.kith.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A profile as it is asked for. */
@Serdeable
public record NewProfile(
        @Schema(example = "u-1001", description = "Who owns the profile, in the caller's own words.")
        @NotBlank
        @Size(max = 64)
        String userId,

        @Schema(example = "alice", description = "Unique and immutable.")
        @NotNull
        @Pattern(regexp = HANDLE, message = HANDLE_RULE)
        String handle,

        @Schema(example = "Alice Liddell") @NotBlank @Size(max = 100)
        String displayName,

        @Schema(example = "alice@example.org") @NotBlank @Email @Size(max = 254)
        String email,

        @Schema(example = "REGULAR") @NotNull AccountType accountType,

        @Schema(example = "Down the rabbit hole") @Nullable @Size(max = 1_000)
        String description,

        @Schema(name = "private", example = "false") @JsonProperty("private") @Nullable
        Boolean isPrivate,

        @Schema(example = "[\"croquet\"]") @Nullable @Size(max = 100)
        List<@NotBlank @Size(max = 100) String> tags,

        @Schema(example = "female") @Nullable @Size(max = 50)
        String gender,

        @Schema(example = "Christ Church") @Nullable @Size(max = 200)
        String college) {

    static final String HANDLE = "[a-z0-9_]{2,30}";
    static final String HANDLE_RULE = "must be 2 to 30 of a-z, 0-9 and _";
}
