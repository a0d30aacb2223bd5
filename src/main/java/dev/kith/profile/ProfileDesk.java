package dev.kith.profile;

import dev.kith.graph.SocialGraph;
import dev.kith.id.ProfileId;
import dev.kith.visibility.Actor;
import dev.kith.visibility.Item;
import dev.kith.visibility.Viewers;
import dev.kith.visibility.Visibility;
import dev.kith.web.EntityTag;
import dev.kith.web.MergePatch;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Shows single profiles, and lets their owners change and delete them. */
@Singleton
class ProfileDesk {

    private final ProfileRepository rows;
    private final Profiles profiles;
    private final SocialGraph graph;
    private final Viewers viewers;
    private final PostCount posts;
    private final MergePatch patches;
    private final TransactionOperations<Connection> transactions;

    /** A profile as it is shown, and which version of it that is. */
    record Shown(ProfileView view, int version) {}

    ProfileDesk(
            ProfileRepository rows,
            Profiles profiles,
            SocialGraph graph,
            Viewers viewers,
            PostCount posts,
            MergePatch patches,
            TransactionOperations<Connection> transactions) {
        this.rows = rows;
        this.profiles = profiles;
        this.graph = graph;
        this.viewers = viewers;
        this.posts = posts;
        this.patches = patches;
        this.transactions = transactions;
    }

    Optional<Shown> show(ProfileId id, @Nullable ProfileId viewer) {
        return rows.find(id.value()).flatMap(row -> show(row, viewer));
    }

    Optional<Shown> showByHandle(String handle, @Nullable ProfileId viewer) {
        return rows.findByHandle(handle).flatMap(row -> show(row, viewer));
    }

    /** The user's profiles, as far as the viewer may see them; none when there are none. */
    Optional<UserView> showUser(String userId, @Nullable ProfileId viewer) {
        var cards = rows.cardsOfUser(userId).stream().map(ProfileCard::of).toList();
        var looking = viewers.load(viewer, cards.stream().map(ProfileCard::id).toList());
        var shown = cards.stream()
                .filter(card -> Visibility.of(looking, Item.of(card.as(Actor.Role.SUBJECT)))
                        .shown())
                .toList();
        return shown.isEmpty() ? Optional.empty() : Optional.of(UserView.of(userId, shown));
    }

    /** A profile just made by its owner: nobody follows it yet, so the graph need not be asked. */
    Shown showNew(ProfileId id) {
        var row = rows.find(id.value()).orElseThrow();
        return new Shown(ProfileView.of(row, true, new SocialGraph.Counts(0, 0), 0), row.version());
    }

    /** Answers the changed profile; none when there is no such profile. */
    Optional<Shown> edit(ProfileId id, @Nullable String ifMatch, JsonNode patch) {
        return edit(id, ifMatch, edit -> patches.apply(edit, patch, ProfileEdit.class))
                .flatMap(row -> show(row, id));
    }

    /** Answers the changed row; what {@code change} throws leaves all as it is. */
    Optional<ProfileRow> edit(ProfileId id, @Nullable String ifMatch, UnaryOperator<ProfileEdit> change) {
        return change(id, ifMatch, row -> {
            var edit = change.apply(row.toEdit());
            if (!edit.equals(row.toEdit())) {
                rows.update(
                        row.id(),
                        edit.displayName(),
                        edit.email(),
                        edit.description(),
                        Boolean.TRUE.equals(edit.isPrivate()),
                        edit.tags() == null ? new String[0] : edit.tags().toArray(String[]::new),
                        edit.gender(),
                        edit.college());
            }
            return rows.find(row.id()).orElseThrow();
        });
    }

    /** The row, if the viewer may see the profile's card. */
    Optional<ProfileRow> visible(ProfileRow row, @Nullable ProfileId viewer) {
        var id = new ProfileId(row.id());
        var subject = new Actor(id, row.isPrivate(), Actor.Role.SUBJECT);
        return id.equals(viewer)
                        || Visibility.of(viewers.load(viewer, List.of(id)), Item.of(subject))
                                .shown()
                ? Optional.of(row)
                : Optional.empty();
    }

    /** Hides the profile at once; everything else of it is erased soon after. False when it is not there. */
    boolean delete(ProfileId id, @Nullable String ifMatch) {
        return change(id, ifMatch, row -> {
                    rows.delete(row.id());
                    return row;
                })
                .isPresent();
    }

    private Optional<ProfileRow> change(
            ProfileId id, @Nullable String ifMatch, Function<ProfileRow, ProfileRow> change) {
        return transactions.executeWrite(transaction -> rows.findForUpdate(id.value())
                .map(row -> {
                    EntityTag.requireMatch(ifMatch, row.version());
                    var changed = change.apply(row);
                    profiles.changed(transaction, List.of(row.id()));
                    return changed;
                }));
    }

    private Optional<Shown> show(ProfileRow row, @Nullable ProfileId viewer) {
        return visible(row, viewer).map(visible -> {
            var id = new ProfileId(row.id());
            return new Shown(ProfileView.of(row, id.equals(viewer), graph.counts(id), posts.of(id)), row.version());
        });
    }
}
