package dev.kith.console;

import dev.kith.id.MalformedId;
import dev.kith.id.ProfileId;
import dev.kith.profile.ProfileCard;
import dev.kith.profile.Profiles;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads whom a form names: by id or by handle. */
@Singleton
class Chosen {

    private final Profiles profiles;

    /**
     * What was written, and whom that means.
     *
     * @param card null when it means nobody
     */
    record One(String written, @Nullable ProfileCard card) {

        public boolean missing() {
            return !written.isEmpty() && card == null;
        }

        public @Nullable Who who() {
            return card == null ? null : Who.of(card);
        }
    }

    Chosen(Profiles profiles) {
        this.profiles = profiles;
    }

    One read(@Nullable String written) {
        var text = written == null ? "" : written.strip();
        return new One(text, text.isEmpty() ? null : find(text).orElse(null));
    }

    private Optional<ProfileCard> find(String text) {
        var handle = (text.startsWith("@") ? text.substring(1) : text).toLowerCase(Locale.ROOT);
        return id(text).flatMap(profiles::card)
                .or(() -> Optional.ofNullable(
                        profiles.cardsByHandle(List.of(handle)).get(handle)));
    }

    private static Optional<ProfileId> id(String text) {
        try {
            return Optional.of(ProfileId.of(text));
        } catch (MalformedId other) {
            return Optional.empty();
        }
    }
}
