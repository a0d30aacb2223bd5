package dev.kith.reaction;

import dev.kith.id.Ids;
import dev.kith.id.ProfileId;
import dev.kith.profile.ProfileCard;
import dev.kith.profile.Profiles;
import dev.kith.visibility.Actor.Role;
import dev.kith.visibility.Item;
import dev.kith.visibility.Viewers;
import dev.kith.visibility.Visibility;
import dev.kith.web.Pages.Seen;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shows who reacted, as far as a viewer may see them. */
@Singleton
final class ReactionLists {

    private final Profiles profiles;
    private final Viewers viewers;

    /** Who reacted how. */
    @Serdeable
    @Schema(name = "Reactor")
    record Reactor(
            ProfileCard profile,
            @Schema(example = "like") Reaction kind,
            @Schema(example = "2026-03-01T12:00:00.000Z") Instant createdAt) {}

    ReactionLists(Profiles profiles, Viewers viewers) {
        this.profiles = profiles;
        this.viewers = viewers;
    }

    List<Seen<ReactionRow, Reactor>> views(List<ReactionRow> rows, @Nullable ProfileId viewer) {
        var reactors = rows.stream()
                .map(row -> new ProfileId(row.profileId()))
                .distinct()
                .toList();
        var cards = profiles.cards(reactors);
        var looking = viewers.load(viewer, reactors);
        return rows.stream()
                .filter(row -> cards.containsKey(new ProfileId(row.profileId())))
                .map(row -> {
                    var card = Objects.requireNonNull(cards.get(new ProfileId(row.profileId())));
                    return new Seen<>(row, new Reactor(card, row.reaction(), Ids.timeOf(row.id())));
                })
                .filter(seen -> Visibility.of(
                                looking, Item.of(seen.view().profile().as(Role.SUBJECT)))
                        .shown())
                .toList();
    }
}
