package dev.kith.connections;

import dev.kith.profile.Accounts.Account;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What of a user may be changed. */
@Serdeable
@Schema(name = "ModuleUserEdit")
record UserEdit(
        @Schema(example = "Alice P. Liddell", requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        @NotBlank
        @Size(max = 100)
        String name,

        @Schema(example = "Christ Church") @Nullable @Size(max = 200)
        String college) {

    static UserEdit of(Account account) {
        return new UserEdit(account.name(), account.college());
    }
}
