package dev.kith.notification;

import dev.kith.comment.Comments;
import dev.kith.community.Communities;
import dev.kith.id.CommentId;
import dev.kith.id.CommunityId;
import dev.kith.id.Ids;
import dev.kith.id.ItemId;
import dev.kith.id.NotificationId;
import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import dev.kith.notification.NotificationRow.Listed;
import dev.kith.post.Posts;
import dev.kith.profile.ProfileCard;
import dev.kith.profile.Profiles;
import dev.kith.reaction.Reactions;
import dev.kith.visibility.Actor.Role;
import dev.kith.visibility.Item;
import dev.kith.visibility.Item.Place;
import dev.kith.visibility.Viewer;
import dev.kith.visibility.Viewers;
import dev.kith.visibility.Visibility;
import dev.kith.web.Pages.Seen;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows notifications as their recipient may see them: what is hidden of them is left out, and one of which nothing is left is not shown. */
@Singleton
final class NotificationShowing {

    /** How many who did it are counted. */
    private static final int COUNTED = 100;

    /** How many of them, and of what they did it by, are shown. */
    private static final int SHOWN = 5;

    private final EntryRepository entries;
    private final Profiles profiles;
    private final Posts posts;
    private final Comments comments;
    private final Reactions reactions;
    private final Communities communities;
    private final Viewers viewers;

    /** All that decides what the recipient sees. */
    private record Around(
            Map<Long, List<EntryRow>> entries,
            Map<ProfileId, ProfileCard> cards,
            Map<CommunityId, Place> places,
            Viewer viewer,
            Set<Long> items,
            Map<Long, Set<Long>> reacted) {}

    NotificationShowing(
            EntryRepository entries,
            Profiles profiles,
            Posts posts,
            Comments comments,
            Reactions reactions,
            Communities communities,
            Viewers viewers) {
        this.entries = entries;
        this.profiles = profiles;
        this.posts = posts;
        this.comments = comments;
        this.reactions = reactions;
        this.communities = communities;
        this.viewers = viewers;
    }

    /** Those that the recipient may see, in the same order. A few trips whatever their number, then there are only values. */
    List<Seen<Listed, NotificationView>> views(List<Listed> rows, ProfileId recipient, long seenUpTo) {
        if (rows.isEmpty()) {
            return List.of();
        }
        var around = around(rows, recipient);
        return rows.stream()
                .flatMap(row -> view(row, around, seenUpTo).stream().map(view -> new Seen<>(row, view)))
                .toList();
    }

    private static Optional<NotificationView> view(Listed row, Around around, long seenUpTo) {
        if (!isSubjectShown(row, around)) {
            return Optional.empty();
        }
        var all = around.entries().getOrDefault(row.id(), List.of());
        var actors = new LinkedHashMap<ProfileId, ProfileCard>();
        var causes = new ArrayList<ItemId>();
        long newest = 0;
        for (var entry : all) {
            var card = around.cards().get(new ProfileId(entry.actorId()));
            if (card != null && isShown(row, entry, card, around)) {
                newest = Math.max(newest, entry.place());
                actors.putIfAbsent(card.id(), card);
                if (entry.causeId() != null && causes.size() < SHOWN) {
                    causes.add(new ItemId(entry.causeId()));
                }
            }
        }
        if (actors.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new NotificationView(
                new NotificationId(row.id()),
                row.why(),
                Subject.of(row.of(), row.subjectId()),
                actors.values().stream().limit(SHOWN).toList(),
                Math.min(actors.size(), COUNTED),
                all.size() > COUNTED,
                causes,
                Ids.timeOf(newest),
                row.read() || newest <= seenUpTo,
                row.read()));
    }

    private static boolean isSubjectShown(Listed row, Around around) {
        return switch (row.of()) {
            case POST, COMMENT -> around.items().contains(row.subjectId());
            case PROFILE -> true;
            case COMMUNITY -> {
                var place = around.places().get(new CommunityId(row.subjectId()));
                yield place != null
                        && Visibility.of(around.viewer(), new Item(List.of(), place.outside(), false))
                                .shown();
            }
        };
    }

    private static boolean isShown(Listed row, EntryRow entry, ProfileCard actor, Around around) {
        var done = switch (row.why()) {
            case COMMENT, REPLY, REPOST, MENTION -> around.items().contains(entry.causeId());
            case REACTION ->
                around.reacted().getOrDefault(row.subjectId(), Set.of()).contains(entry.actorId());
            case FOLLOW, REQUEST, APPROVAL, INVITATION -> true;
        };
        return done
                && Visibility.of(around.viewer(), new Item(List.of(actor.as(Role.DOER)), null, true))
                        .shown();
    }

    private Around around(List<Listed> rows, ProfileId recipient) {
        var byNotification = new HashMap<Long, List<EntryRow>>();
        entries.newest(recipient.value(), rows.stream().map(Listed::id).toArray(Long[]::new), COUNTED + 1)
                .forEach(entry -> byNotification
                        .computeIfAbsent(entry.notificationId(), id -> new ArrayList<>())
                        .add(entry));
        var actors = byNotification.values().stream()
                .flatMap(List::stream)
                .map(entry -> new ProfileId(entry.actorId()))
                .collect(Collectors.toSet());
        var places = communities.places(rows.stream()
                .filter(row -> row.of() == Subject.Kind.COMMUNITY)
                .map(row -> new CommunityId(row.subjectId()))
                .collect(Collectors.toSet()));
        var viewer = viewers.load(
                recipient,
                actors,
                places.values().stream().map(Place::community).collect(Collectors.toSet()));
        return new Around(
                byNotification,
                profiles.cards(actors),
                places,
                viewer,
                items(rows, byNotification, recipient),
                reacted(rows, byNotification));
    }

    /** The posts and comments that the recipient sees, of those that it is told of and those by which that was done. */
    private Set<Long> items(List<Listed> rows, Map<Long, List<EntryRow>> byNotification, ProfileId recipient) {
        var ofPosts = new HashSet<PostId>();
        var ofComments = new HashSet<CommentId>();
        for (var row : rows) {
            if (row.of() == Subject.Kind.POST) {
                ofPosts.add(new PostId(row.subjectId()));
            } else if (row.of() == Subject.Kind.COMMENT) {
                ofComments.add(new CommentId(row.subjectId()));
            }
            var causes = byNotification.getOrDefault(row.id(), List.of()).stream()
                    .map(EntryRow::causeId)
                    .filter(Objects::nonNull)
                    .toList();
            switch (row.why()) {
                case COMMENT, REPLY -> causes.forEach(cause -> ofComments.add(new CommentId(cause)));
                case REPOST -> causes.forEach(cause -> ofPosts.add(new PostId(cause)));
                case MENTION, REACTION, FOLLOW, REQUEST, APPROVAL, INVITATION -> {
                    // what names somebody is the subject itself; the others are done by no item
                }
            }
        }
        var items = new HashSet<Long>();
        posts.seen(ofPosts, recipient).forEach(post -> items.add(post.post().value()));
        comments.shown(ofComments, recipient).forEach(comment -> items.add(comment.value()));
        return items;
    }

    private Map<Long, Set<Long>> reacted(Collection<Listed> rows, Map<Long, List<EntryRow>> byNotification) {
        var items = new ArrayList<Long>();
        var actors = new ArrayList<Long>();
        rows.stream().filter(row -> row.why() == NotificationKind.REACTION).forEach(row -> {
            for (var entry : byNotification.getOrDefault(row.id(), List.of())) {
                items.add(row.subjectId());
                actors.add(entry.actorId());
            }
        });
        return reactions.standing(items, actors);
    }
}
