package dev.kith.comment;

import dev.kith.comment.CommentView.CommentReactions;
import dev.kith.community.Communities;
import dev.kith.count.Counts;
import dev.kith.count.Tally;
import dev.kith.id.CommentId;
import dev.kith.id.CommunityId;
import dev.kith.id.Ids;
import dev.kith.id.MediaId;
import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import dev.kith.media.Media;
import dev.kith.media.MediaView;
import dev.kith.post.Posts;
import dev.kith.profile.ProfileCard;
import dev.kith.profile.Profiles;
import dev.kith.text.Hashtags;
import dev.kith.text.Texts;
import dev.kith.visibility.Actor;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows comments as a viewer may see them. */
@Singleton
class CommentShowing {

    private final CommentRepository comments;
    private final Posts posts;
    private final Profiles profiles;
    private final Communities communities;
    private final Viewers viewers;
    private final Hashtags hashtags;
    private final Counts counts;
    private final Media media;

    /** All that comments are shown with, whoever looks at which of them. */
    private record Around(
            Map<Long, CommentRow> rows,
            Map<PostId, Posts.SeenPost> threads,
            Map<ProfileId, ProfileCard> cards,
            Map<CommunityId, Place> places,
            Viewer viewer,
            Map<Long, String> tags,
            Map<Long, Tally> counts,
            Map<MediaId, MediaView> media) {}

    CommentShowing(
            CommentRepository comments,
            Posts posts,
            Profiles profiles,
            Communities communities,
            Viewers viewers,
            Hashtags hashtags,
            Counts counts,
            Media media) {
        this.comments = comments;
        this.posts = posts;
        this.profiles = profiles;
        this.communities = communities;
        this.viewers = viewers;
        this.hashtags = hashtags;
        this.counts = counts;
        this.media = media;
    }

    /** The comments with these ids that the viewer may see, and the places of deleted ones that were answered, in the same order. */
    List<Seen<CommentRow, CommentView>> show(List<Long> wanted, @Nullable ProfileId viewer) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        var around = around(wanted, viewer);
        return wanted.stream()
                .map(around.rows()::get)
                .filter(Objects::nonNull)
                .flatMap(row -> show(row, around).stream().map(view -> new Seen<>(row, view)))
                .toList();
    }

    private static Optional<CommentView> show(CommentRow row, Around around) {
        var thread = around.threads().get(row.post());
        if (thread == null) {
            return Optional.empty();
        }
        if (row.deleted()) {
            var answered = around.counts().getOrDefault(row.id(), Tally.NONE).comments() > 0;
            return answered ? Optional.of(view(row, null, around)) : Optional.empty();
        }
        var author = around.cards().get(row.author());
        return author != null && isShown(row, author, thread, around)
                ? Optional.of(view(row, author, around))
                : Optional.empty();
    }

    /** Who sees a comment sees its post, and what it answers. */
    private static boolean isShown(CommentRow row, ProfileCard author, Posts.SeenPost thread, Around around) {
        if (around.viewer().is(author.id())) {
            return true;
        }
        var actors = new ArrayList<Actor>();
        actors.add(author.as(Role.AUTHOR));
        row.above()
                .map(around.rows()::get)
                .filter(above -> above != null && !above.deleted())
                .map(above -> around.cards().get(above.author()))
                .filter(Objects::nonNull)
                .forEach(card -> actors.add(card.as(Role.AUTHOR)));
        row.mentions().stream()
                .map(id -> around.cards().get(new ProfileId(id)))
                .filter(Objects::nonNull)
                .forEach(card -> actors.add(card.as(Role.MENTIONED)));
        return Visibility.of(around.viewer(), new Item(actors, thread.place(), false))
                .shown();
    }

    private static CommentView view(CommentRow row, @Nullable ProfileCard author, Around around) {
        var counted = around.counts().getOrDefault(row.id(), Tally.NONE);
        return new CommentView(
                row.commentId(),
                row.post(),
                row.parentId() == null ? null : new CommentId(row.parentId()),
                row.answersId() == null || row.answersId().equals(row.parentId())
                        ? null
                        : new CommentId(row.answersId()),
                author,
                row.text(),
                Texts.mentions(row.mentions(), row.communities(), around.cards(), around.places(), around.viewer()),
                row.hashtags().stream()
                        .map(around.tags()::get)
                        .filter(Objects::nonNull)
                        .toList(),
                row.media().stream()
                        .map(id -> around.media().get(new MediaId(id)))
                        .filter(Objects::nonNull)
                        .toList(),
                new CommentReactions(counted.likes(), counted.unlikes(), counted.stars()),
                counted.comments(),
                row.deleted(),
                Ids.timeOf(row.id()),
                row.editedAt());
    }

    private Around around(List<Long> wanted, @Nullable ProfileId viewer) {
        var rows = rows(wanted);
        var all = rows.values();
        var threads = posts.seen(all.stream().map(CommentRow::post).collect(Collectors.toSet()), viewer).stream()
                .collect(Collectors.toMap(Posts.SeenPost::post, Function.identity()));
        var actors = all.stream().flatMap(CommentRow::actors).collect(Collectors.toSet());
        var named = communities.places(all.stream().flatMap(CommentRow::places).collect(Collectors.toSet()));
        var entered = Stream.concat(
                        named.keySet().stream().map(CommunityId::value),
                        threads.values().stream()
                                .map(Posts.SeenPost::place)
                                .filter(Objects::nonNull)
                                .map(Place::community))
                .distinct()
                .toList();
        return new Around(
                rows,
                threads,
                profiles.cards(actors),
                named,
                viewers.load(viewer, actors, entered),
                hashtags.tags(ids(all, CommentRow::hashtags).collect(Collectors.toSet())),
                counts.of(rows.keySet()),
                media.views(ids(all, CommentRow::media).map(MediaId::new).collect(Collectors.toSet())));
    }

    /** The comments, and those that they stand under. */
    private Map<Long, CommentRow> rows(List<Long> wanted) {
        var rows = new HashMap<Long, CommentRow>();
        comments.findAll(wanted.toArray(Long[]::new)).forEach(row -> rows.put(row.id(), row));
        var above = rows.values().stream()
                .flatMap(CommentRow::above)
                .filter(id -> !rows.containsKey(id))
                .distinct()
                .toArray(Long[]::new);
        if (above.length > 0) {
            comments.findAll(above).forEach(row -> rows.put(row.id(), row));
        }
        return rows;
    }

    private static Stream<Long> ids(Collection<CommentRow> rows, Function<CommentRow, List<Long>> of) {
        return rows.stream().flatMap(row -> of.apply(row).stream());
    }
}
