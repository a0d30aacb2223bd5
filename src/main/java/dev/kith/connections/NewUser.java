package dev.kith.connections;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A user as it is asked for.
 *
 * @param name the handle that it gets, when absent
 */
@Serdeable
@Schema(name = "NewModuleUser")
record NewUser(
        @Schema(example = "Alice Liddell") @Nullable @Size(max = 100)
        String name,

        @Schema(example = "alice@example.org") @NotBlank @Email @Size(max = 254)
        String email,

        @Schema(example = "Christ Church") @Nullable @Size(max = 200)
        String college) {

    /** The name, of which a blank one is none. */
    @Nullable
    String says() {
        return name == null || name.isBlank() ? null : name;
    }
}
