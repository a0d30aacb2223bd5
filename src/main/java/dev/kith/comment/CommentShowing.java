package dev.kith.comment;

import dev.kith.comment.CommentView.CommentReactions;
import dev.kith.id.CommentId;
import dev.kith.id.Ids;
import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import dev.kith.item.Needs;
import dev.kith.item.Surroundings;
import dev.kith.post.Posts;
import dev.kith.profile.ProfileCard;
import dev.kith.visibility.Actor;
import dev.kith.visibility.Actor.Role;
import dev.kith.visibility.Item;
import dev.kith.visibility.Visibility;
import dev.kith.web.Pages.Seen;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows comments as a viewer may see them. */
@Singleton
class CommentShowing {

    private final CommentRepository comments;
    private final Posts posts;
    private final Surroundings.Loader surroundings;

    /** The rows that were asked for and what they stand under, the posts of these, and what all of them are shown with. */
    private record Around(Map<Long, CommentRow> rows, Map<PostId, Posts.SeenPost> posts, Surroundings with) {}

    CommentShowing(CommentRepository comments, Posts posts, Surroundings.Loader surroundings) {
        this.comments = comments;
        this.posts = posts;
        this.surroundings = surroundings;
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
        var post = around.posts().get(row.post());
        if (post == null) {
            return Optional.empty();
        }
        if (row.deleted()) {
            return around.with().count(row.id()).comments() > 0
                    ? Optional.of(view(row, null, around.with()))
                    : Optional.empty();
        }
        return around.with()
                .card(row.author())
                .filter(author -> isShown(row, author, post, around))
                .map(author -> view(row, author, around.with()));
    }

    /** Who sees a comment sees its post, and what it answers. */
    private static boolean isShown(CommentRow row, ProfileCard author, Posts.SeenPost post, Around around) {
        var with = around.with();
        if (with.viewer().is(author.id())) {
            return true;
        }
        var actors = new ArrayList<Actor>();
        actors.add(author.as(Role.AUTHOR));
        row.above()
                .map(around.rows()::get)
                .filter(above -> above != null && !above.deleted())
                .flatMap(above -> with.card(above.author()).stream())
                .forEach(card -> actors.add(card.as(Role.AUTHOR)));
        row.mentions().stream()
                .flatMap(id -> with.card(new ProfileId(id)).stream())
                .forEach(card -> actors.add(card.as(Role.MENTIONED)));
        return Visibility.of(with.viewer(), new Item(actors, post.place(), false))
                .shown();
    }

    private static CommentView view(CommentRow row, @Nullable ProfileCard author, Surroundings with) {
        var counted = with.count(row.id());
        return new CommentView(
                row.commentId(),
                row.post(),
                row.parentId() == null ? null : new CommentId(row.parentId()),
                row.answersId() == null || row.answersId().equals(row.parentId())
                        ? null
                        : new CommentId(row.answersId()),
                author,
                row.text(),
                with.mentions(row.mentions(), row.communities()),
                with.tags(row.hashtags()),
                with.media(row.media()),
                new CommentReactions(counted.likes(), counted.unlikes(), counted.stars()),
                counted.comments(),
                row.deleted(),
                Ids.timeOf(row.id()),
                row.editedAt());
    }

    private Around around(List<Long> wanted, @Nullable ProfileId viewer) {
        var rows = rows(wanted);
        var seen = posts.seen(rows.values().stream().map(CommentRow::post).toList(), viewer).stream()
                .collect(Collectors.toMap(Posts.SeenPost::post, Function.identity()));
        var needs = Needs.fresh();
        for (var row : rows.values()) {
            needs.counts(row.id());
            needs.carried(row.hashtags(), row.media());
            row.actors().forEach(needs::profile);
            row.places().forEach(needs::community);
        }
        seen.values().stream()
                .map(Posts.SeenPost::place)
                .filter(Objects::nonNull)
                .forEach(needs::place);
        return new Around(rows, seen, surroundings.load(needs, viewer));
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
}
