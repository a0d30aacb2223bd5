package dev.kith.post;

import dev.kith.id.Ids;
import dev.kith.id.ProfileId;
import dev.kith.id.TopicId;
import dev.kith.item.Needs;
import dev.kith.item.Surroundings;
import dev.kith.post.PostBodies.Body;
import dev.kith.post.Posts.Judgement;
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
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Shows posts as a viewer may see them. */
@Singleton
class PostShowing {

    private final PostBodies bodies;
    private final Surroundings.Loader surroundings;

    /** The posts that were asked for and what they pass on, and what all of them are shown with. */
    private record Around(Map<Long, Body> bodies, Surroundings with) {

        Optional<PostRow> row(@Nullable Long id) {
            return Optional.ofNullable(id).map(bodies::get).map(Body::row);
        }

        boolean isOwn(PostRow row) {
            return with.viewer().is(row.author());
        }
    }

    PostShowing(PostBodies bodies, Surroundings.Loader surroundings) {
        this.bodies = bodies;
        this.surroundings = surroundings;
    }

    /**
     * The posts with these ids that the viewer may see, in the same order. A few trips whatever the number, then there are only values.
     *
     * @param feed whether they come to the viewer unasked, as in a timeline
     */
    List<Seen<PostRow, PostView>> show(List<Long> wanted, @Nullable ProfileId viewer, boolean feed) {
        return show(wanted, viewer, feed, thing -> {});
    }

    /** @param things is told what may change the answer by changing: posts, profiles, communities and media, shown or not */
    List<Seen<PostRow, PostView>> show(
            List<Long> wanted, @Nullable ProfileId viewer, boolean feed, LongConsumer things) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        var around = around(wanted, viewer, feed);
        for (var body : around.bodies().values()) {
            var row = body.row();
            things.accept(row.id());
            row.actors().forEach(actor -> things.accept(actor.value()));
            row.places().forEach(place -> things.accept(place.value()));
            row.media().forEach(things::accept);
        }
        return wanted.stream()
                .flatMap(id -> around.row(id).stream())
                .flatMap(row -> show(row, around, feed).stream().map(view -> new Seen<>(row, view)))
                .toList();
    }

    /** Whoever sees a repost sees its original: where that is hidden, so is the repost. Its own author finds it empty. */
    private static Optional<PostView> show(PostRow row, Around around, boolean feed) {
        if (!isShown(row, around, feed)) {
            return Optional.empty();
        }
        var original = around.row(row.originalId());
        if (original.isEmpty()) {
            return Optional.of(view(row, null, around));
        }
        var shown = original.filter(post -> isShown(post, around, feed)).map(post -> view(post, null, around));
        return shown.isPresent() || around.isOwn(row)
                ? Optional.of(view(row, shown.orElse(null), around))
                : Optional.empty();
    }

    /** How posts are judged that come to the viewer unasked, by their ids; those that are deleted are absent. */
    Map<Long, Judgement> judge(List<Long> posts, ProfileId viewer) {
        if (posts.isEmpty()) {
            return Map.of();
        }
        var around = around(posts, viewer, false);
        var judged = new HashMap<Long, Judgement>();
        posts.forEach(post -> around.row(post).ifPresent(row -> judged.put(post, judge(row, around))));
        return judged;
    }

    private static Judgement judge(PostRow row, Around around) {
        var original = around.row(row.originalId());
        return new Judgement(
                new Posts.Origin(row.id(), row.author(), row.community().orElse(null)),
                row.originalId(),
                item(row, around, true).isEmpty()
                        || original.filter(
                                        passedOn -> item(passedOn, around, true).isEmpty())
                                .isPresent(),
                checks(row, around),
                original.map(passedOn -> checks(passedOn, around)).orElse(List.of()));
    }

    private static List<Visibility.Check> checks(PostRow row, Around around) {
        return item(row, around, true)
                .filter(item -> !around.isOwn(row))
                .map(item -> Visibility.trace(around.with().viewer(), item))
                .orElse(List.of());
    }

    private static boolean isShown(PostRow row, Around around, boolean feed) {
        return item(row, around, feed)
                .filter(item -> around.isOwn(row)
                        || Visibility.of(around.with().viewer(), item).shown())
                .isPresent();
    }

    /** None when its author or the community that it belongs to is deleted. */
    private static Optional<Item> item(PostRow row, Around around, boolean feed) {
        var with = around.with();
        var author = with.card(row.author());
        var place = row.community().map(with.places()::get);
        if (author.isEmpty() || place.isPresent() != row.community().isPresent()) {
            return Optional.empty();
        }
        var actors = new ArrayList<Actor>();
        actors.add(author.get().as(Role.AUTHOR));
        row.named().flatMap(id -> with.card(id).stream()).forEach(card -> actors.add(card.as(Role.MENTIONED)));
        return Optional.of(new Item(actors, place.orElse(null), feed));
    }

    private static PostView view(PostRow row, @Nullable PostView original, Around around) {
        var with = around.with();
        return new PostView(
                row.postId(),
                with.card(row.author()).orElseThrow(),
                row.verb(),
                row.text(),
                with.mentions(row.mentions(), row.communities()),
                with.tags(row.hashtags()),
                row.topics().stream().map(TopicId::new).toList(),
                with.media(row.media()),
                row.target(),
                original,
                Objects.requireNonNull(around.bodies().get(row.id())).reactions(),
                Ids.timeOf(row.id()),
                row.editedAt(),
                row.extra());
    }

    /** What comes unasked is read much, and nobody has just changed it: for that, copies will do. */
    private Around around(List<Long> wanted, @Nullable ProfileId viewer, boolean feed) {
        var found = bodies.of(wanted, feed);
        var needs = feed ? Needs.copied() : Needs.fresh();
        for (var body : found.values()) {
            var row = body.row();
            needs.carried(row.hashtags(), row.media());
            row.actors().forEach(needs::profile);
            row.places().forEach(needs::community);
        }
        return new Around(found, surroundings.load(needs, viewer));
    }
}
