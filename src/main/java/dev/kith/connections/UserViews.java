package dev.kith.connections;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kith.id.MalformedId;
import dev.kith.id.ProfileId;
import dev.kith.profile.Accounts.Account;
import dev.kith.profile.ProfileCard;
import dev.kith.web.Problem;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Profiles as users. */
final class UserViews {

    /** A user. */
    @Serdeable
    @Schema(name = "ModuleUser")
    record UserView(
            @Schema(example = "689712345678901234") ProfileId id,
            @Schema(example = "Alice Liddell") String name,

            @Schema(example = "alice@example.org") @JsonInclude @Nullable
            String email,

            @Schema(example = "Christ Church") @JsonInclude @Nullable
            String college) {

        static UserView of(Account account) {
            return new UserView(account.id(), account.name(), account.email(), account.college());
        }
    }

    /** A user inside a list. */
    @Serdeable
    @Schema(name = "ModuleUserCard")
    record CardView(
            @Schema(example = "689712345678905678") ProfileId id,

            @Schema(example = "Bob Dodgson") String name) {

        static CardView of(ProfileCard card) {
            return new CardView(card.id(), card.displayName());
        }
    }

    private UserViews() {}

    /** Whom the text names; {@code 404} for one that can't name any, to callers to whom ids are just texts. */
    static ProfileId named(String id) {
        try {
            return ProfileId.of(id);
        } catch (MalformedId _) {
            throw notFound(id);
        }
    }

    static Problem notFound(Object id) {
        return Problem.notFound("user", id);
    }
}
