package dev.kith.notification;

import dev.kith.comment.Comments;
import dev.kith.id.ProfileId;
import dev.kith.notification.Ledger.Finding;
import dev.kith.outbox.OutboxConsumer;
import dev.kith.post.Posts;
import dev.kith.reaction.Reactions;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Notifies authors of reactions to what they said. However many there are, only the newest are looked at, and on until nothing is new. */
@Singleton
final class ReactionNotices implements OutboxConsumer {

    /** How many reactions are looked at at once; so many entries of an item are in line, which is more than are shown. */
    private static final int AT_ONCE = 200;

    private final Posts posts;
    private final Comments comments;
    private final Reactions reactions;
    private final EntryRepository entries;
    private final Hushed hushed;
    private final Ledger ledger;

    /** Whose what is that was reacted to. */
    private record Owned(Subject subject, ProfileId owner) {

        Cause by(ProfileId actor, long reaction) {
            return Cause.once(owner, NotificationKind.REACTION, subject, actor, reaction);
        }
    }

    ReactionNotices(
            Posts posts,
            Comments comments,
            Reactions reactions,
            EntryRepository entries,
            Hushed hushed,
            Ledger ledger) {
        this.posts = posts;
        this.comments = comments;
        this.reactions = reactions;
        this.entries = entries;
        this.hushed = hushed;
        this.ledger = ledger;
    }

    @Override
    public String type() {
        return "reaction";
    }

    @Override
    public void changed(List<Long> keys) {
        var items = new HashSet<>(entries.reacted(keys.toArray(Long[]::new)));
        items.addAll(reactions.reactedSince(keys, ledger.beginOfNews()));
        items.forEach(item -> bring(item, Long.MAX_VALUE));
    }

    /** Where many are new at once, the earlier ones are told of first. */
    private void bring(long item, long before) {
        ledger.alone(List.of(item), () -> bring(item, before, false)).ifPresent(earlier -> {
            bring(item, earlier);
            ledger.alone(List.of(item), () -> bring(item, before, true));
        });
    }

    /**
     * Looks at the newest reactions before an id.
     *
     * @param whatever is told of now, although there may be earlier ones that are new
     * @return from where those go on, when nothing was done because of them
     */
    private Optional<Long> bring(long item, long before, boolean whatever) {
        var owned = owned(item);
        if (owned == null) {
            return Optional.empty();
        }
        var begin = ledger.beginOfNews();
        var given = reactions.newest(item, before, AT_ONCE).stream()
                .filter(reaction -> reaction.id() > begin)
                .toList();
        var standing = before == Long.MAX_VALUE ? entries.newestReactions(item, AT_ONCE) : List.<EntryRow>of();
        var causes = new LinkedHashMap<ProfileId, Cause>();
        given.forEach(reaction -> causes.putIfAbsent(reaction.profile(), owned.by(reaction.profile(), reaction.id())));
        var told = ledger.find(causes.values().stream().map(Cause::key).toList()).stream()
                .filter(EntryRow::stands)
                .map(entry -> new ProfileId(entry.actorId()))
                .collect(Collectors.toSet());
        var untold =
                causes.keySet().stream().filter(Predicate.not(told::contains)).toList();
        hushed.reactors(item, untold).forEach(causes::remove);
        if (!whatever && given.size() == AT_ONCE && untold.stream().anyMatch(causes::containsKey)) {
            return Optional.of(given.getLast().id());
        }
        ledger.bring(new Finding(still(owned, standing, causes), standing));
        return Optional.empty();
    }

    /** What was told before and is further back still stands where its reaction does. */
    private List<Cause> still(Owned owned, List<EntryRow> standing, Map<ProfileId, Cause> causes) {
        var item = owned.subject().id().value();
        var actors = standing.stream().map(EntryRow::actorId).toList();
        var reacted = reactions
                .standing(Collections.nCopies(actors.size(), item), actors)
                .getOrDefault(item, Set.of());
        var all = new LinkedHashMap<>(causes);
        actors.stream()
                .filter(reacted::contains)
                .map(ProfileId::new)
                .forEach(actor -> all.putIfAbsent(actor, owned.by(actor, 0)));
        return List.copyOf(all.values());
    }

    private @Nullable Owned owned(long item) {
        var post = posts.said(List.of(item));
        if (!post.isEmpty()) {
            return new Owned(
                    Subject.of(Subject.Kind.POST, item), post.getFirst().author());
        }
        var comment = comments.said(List.of(item));
        return comment.isEmpty()
                ? null
                : new Owned(
                        Subject.of(Subject.Kind.COMMENT, item),
                        comment.getFirst().author());
    }
}
