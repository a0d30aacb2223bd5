package dev.kith.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a profile its owner may change. */
@Serdeable
record ProfileEdit(
        @Schema(example = "Alice P. Liddell", requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        @NotBlank
        @Size(max = 100)
        String displayName,

        @Schema(example = "alice@example.org", requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        @NotBlank
        @Email
        @Size(max = 254)
        String email,

        @Schema(example = "Back from the looking-glass") @Nullable @Size(max = 1_000)
        String description,

        @Schema(name = "private", example = "true") @JsonProperty("private") @Nullable
        Boolean isPrivate,

        @Schema(example = "[\"croquet\", \"chess\"]") @Nullable @Size(max = 100)
        List<@NotBlank @Size(max = 100) String> tags,

        @Schema(example = "female") @Nullable @Size(max = 50)
        String gender,

        @Schema(example = "Christ Church") @Nullable @Size(max = 200)
        String college) {

    ProfileEdit with(String newDisplayName, @Nullable String newCollege) {
        return new ProfileEdit(newDisplayName, email, description, isPrivate, tags, gender, newCollege);
    }
}
