package dev.kith.post;

import dev.kith.community.Communities;
import dev.kith.count.Counts;
import dev.kith.count.Tally;
import dev.kith.id.CommunityId;
import dev.kith.id.Ids;
import dev.kith.id.MediaId;
import dev.kith.id.ProfileId;
import dev.kith.id.TopicId;
import dev.kith.media.Media;
import dev.kith.media.MediaView;
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

/** Shows posts as a viewer may see them. */
@Singleton
class PostShowing {

    private final PostRepository posts;
    private final Profiles profiles;
    private final Communities communities;
    private final Viewers viewers;
    private final Hashtags hashtags;
    private final Counts counts;
    private final Media media;

    /** All that posts are shown with, whoever looks at which of them. */
    private record Around(
            Map<Long, PostRow> rows,
            Map<ProfileId, ProfileCard> cards,
            Map<CommunityId, Place> places,
            Viewer viewer,
            Map<Long, String> tags,
            Map<Long, Tally> counts,
            Map<MediaId, MediaView> media) {}

    PostShowing(
            PostRepository posts,
            Profiles profiles,
            Communities communities,
            Viewers viewers,
            Hashtags hashtags,
            Counts counts,
            Media media) {
        this.posts = posts;
        this.profiles = profiles;
        this.communities = communities;
        this.viewers = viewers;
        this.hashtags = hashtags;
        this.counts = counts;
        this.media = media;
    }

    /**
     * The posts with these ids that the viewer may see, in the same order. A few trips whatever the number, then there are only values.
     *
     * @param feed whether they come to the viewer unasked, as in a timeline
     */
    List<Seen<PostRow, PostView>> show(List<Long> wanted, @Nullable ProfileId viewer, boolean feed) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        var around = around(wanted, viewer);
        return wanted.stream()
                .map(around.rows()::get)
                .filter(Objects::nonNull)
                .flatMap(row -> show(row, around, feed).stream().map(view -> new Seen<>(row, view)))
                .toList();
    }

    /** Whoever sees a repost sees its original: where that is hidden, so is the repost. Its own author finds it empty. */
    private static Optional<PostView> show(PostRow row, Around around, boolean feed) {
        if (!isShown(row, around, feed)) {
            return Optional.empty();
        }
        var original = Optional.ofNullable(row.originalId()).map(around.rows()::get);
        if (original.isEmpty()) {
            return Optional.of(view(row, null, around));
        }
        var shown = original.filter(post -> isShown(post, around, feed)).map(post -> view(post, null, around));
        return shown.isPresent() || around.viewer().is(row.author())
                ? Optional.of(view(row, shown.orElse(null), around))
                : Optional.empty();
    }

    private static boolean isShown(PostRow row, Around around, boolean feed) {
        var author = around.cards().get(row.author());
        var place = row.community().map(around.places()::get);
        if (author == null || place.isPresent() != row.community().isPresent()) {
            return false;
        }
        if (around.viewer().is(author.id())) {
            return true;
        }
        var actors = new ArrayList<Actor>();
        actors.add(author.as(Role.AUTHOR));
        row.named()
                .map(around.cards()::get)
                .filter(Objects::nonNull)
                .forEach(card -> actors.add(card.as(Role.MENTIONED)));
        return Visibility.of(around.viewer(), new Item(actors, place.orElse(null), feed))
                .shown();
    }

    /** Whoever was mentioned and is deleted since is left out. */
    private static PostView view(PostRow row, @Nullable PostView original, Around around) {
        return new PostView(
                row.postId(),
                Objects.requireNonNull(around.cards().get(row.author())),
                row.verb(),
                row.text(),
                Texts.mentions(row.mentions(), row.communities(), around.cards(), around.places(), around.viewer()),
                row.hashtags().stream()
                        .map(around.tags()::get)
                        .filter(Objects::nonNull)
                        .toList(),
                row.topics().stream().map(TopicId::new).toList(),
                row.media().stream()
                        .map(id -> around.media().get(new MediaId(id)))
                        .filter(Objects::nonNull)
                        .toList(),
                row.target(),
                original,
                around.counts().getOrDefault(row.id(), Tally.NONE),
                Ids.timeOf(row.id()),
                row.editedAt(),
                row.extra());
    }

    private Around around(List<Long> wanted, @Nullable ProfileId viewer) {
        var rows = rows(wanted);
        var all = rows.values();
        var actors = all.stream().flatMap(PostRow::actors).collect(Collectors.toSet());
        var places = communities.places(all.stream().flatMap(PostRow::places).collect(Collectors.toSet()));
        return new Around(
                rows,
                profiles.cards(actors),
                places,
                viewers.load(
                        viewer,
                        actors,
                        places.keySet().stream().map(CommunityId::value).toList()),
                hashtags.tags(ids(all, PostRow::hashtags).collect(Collectors.toSet())),
                counts.of(rows.keySet()),
                media.views(ids(all, PostRow::media).map(MediaId::new).collect(Collectors.toSet())));
    }

    /** The posts, and what the reposts among them pass on. */
    private Map<Long, PostRow> rows(List<Long> wanted) {
        var rows = new HashMap<Long, PostRow>();
        posts.findAll(wanted.toArray(Long[]::new)).forEach(row -> rows.put(row.id(), row));
        var originals = rows.values().stream()
                .map(PostRow::originalId)
                .filter(original -> original != null && !rows.containsKey(original))
                .distinct()
                .toArray(Long[]::new);
        if (originals.length > 0) {
            posts.findAll(originals).forEach(row -> rows.put(row.id(), row));
        }
        return rows;
    }

    private static Stream<Long> ids(Collection<PostRow> rows, Function<PostRow, List<Long>> of) {
        return rows.stream().flatMap(row -> of.apply(row).stream());
    }
}
