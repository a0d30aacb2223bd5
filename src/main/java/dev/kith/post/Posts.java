package dev.kith.post;

import dev.kith.community.Communities;
import dev.kith.id.CommunityId;
import dev.kith.id.Ids;
import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import dev.kith.profile.ErasedWithProfile;
import dev.kith.profile.PostCount;
import dev.kith.profile.ProfileCard;
import dev.kith.profile.Profiles;
import dev.kith.visibility.Actor;
import dev.kith.visibility.Actor.Role;
import dev.kith.visibility.Item;
import dev.kith.visibility.Item.Place;
import dev.kith.visibility.Viewer;
import dev.kith.visibility.Viewers;
import dev.kith.visibility.Visibility;
import dev.kith.web.EntityTag;
import dev.kith.web.Json;
import dev.kith.web.Pages.Seen;
import dev.kith.web.Problem;
import io.micronaut.http.HttpStatus;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Posts, for their own routes and for timelines. */
@Singleton
public class Posts implements PostCount, ErasedWithProfile {

    private static final int ERASED_AT_ONCE = 1_000;

    private final PostRepository posts;
    private final Profiles profiles;
    private final Communities communities;
    private final Viewers viewers;
    private final PostTargets targets;
    private final PostMentions mentions;
    private final Ids ids;
    private final Json json;

    /**
     * A post that is asked for.
     *
     * @param createdAt when it was made elsewhere; null for now
     */
    public record Request(NewPost post, @Nullable Instant createdAt) {}

    /** A post as a viewer sees it, and which version of it that is. */
    record Shown(PostView view, int version) {}

    Posts(
            PostRepository posts,
            Profiles profiles,
            Communities communities,
            PostTargets targets,
            Viewers viewers,
            PostMentions mentions,
            Ids ids,
            Json json) {
        this.posts = posts;
        this.profiles = profiles;
        this.communities = communities;
        this.targets = targets;
        this.viewers = viewers;
        this.mentions = mentions;
        this.ids = ids;
        this.json = json;
    }

    /**
     * Makes posts. Handles in their texts become mentions, unless nobody has them or there is a block between the two: then they stay words.
     *
     * @return what came of each, in the order of the requests
     */
    @Transactional
    public List<PostCreation> create(List<Request> requests) {
        var authors =
                requests.stream().map(request -> request.post().authorId()).collect(Collectors.toSet());
        var held = profiles.hold(authors);
        var texts = requests.stream()
                .map(request -> PostText.of(request.post().text()))
                .toList();
        var mentioned = mentions.find(
                requests.stream().map(request -> request.post().authorId()).toList(), texts);
        var refusals = targets.refusals(requests.stream().map(Request::post).toList());
        var creations = new ArrayList<PostCreation>();
        var rows = new ArrayList<PostRow>();
        for (int i = 0; i < requests.size(); i++) {
            var author = requests.get(i).post().authorId();
            if (!held.contains(author)) {
                creations.add(new PostCreation.NoSuchAuthor(author));
            } else if (refusals.get(i).isPresent()) {
                creations.add(refusals.get(i).get());
            } else {
                var row = row(requests.get(i), texts.get(i), mentioned.get(i));
                rows.add(row);
                creations.add(new PostCreation.Created(row.postId()));
            }
        }
        var made = new HashSet<>(posts.insert(json.write(rows)));
        creations.replaceAll(creation -> creation instanceof PostCreation.Created(var id) && !made.contains(id.value())
                ? new PostCreation.IdTaken()
                : creation);
        return creations;
    }

    /** Hides a post of the author's at once; false when the author can't see such a post. */
    @Transactional
    boolean delete(PostId id, ProfileId actor, @Nullable String ifMatch) {
        if (show(id, actor).isEmpty()) {
            return false;
        }
        return posts.findForUpdate(id.value())
                .map(row -> {
                    if (!row.author().equals(actor)) {
                        throw Problem.of(HttpStatus.FORBIDDEN, "not-author", "Only its author may delete a post.");
                    }
                    EntityTag.requireMatch(ifMatch, row.version());
                    posts.delete(row.id());
                    return row;
                })
                .isPresent();
    }

    Optional<Shown> show(PostId id, @Nullable ProfileId viewer) {
        return hydrate(List.of(id.value()), viewer, false).stream()
                .findFirst()
                .map(seen -> new Shown(seen.view(), seen.row().version()));
    }

    /** Whether the viewer may see what is posted in a community. */
    boolean mayList(CommunityId community, @Nullable ProfileId viewer) {
        return communities.mayLookInto(community, viewer);
    }

    /** Whether the viewer may see what a profile posts. */
    boolean mayList(ProfileId author, @Nullable ProfileId viewer) {
        return profiles.mayList(author, viewer);
    }

    /**
     * The posts with these ids that the viewer may see, in the same order.
     *
     * @param feed whether they come to the viewer unasked, as in a timeline
     */
    public List<Seen<Long, PostView>> views(List<Long> wanted, @Nullable ProfileId viewer, boolean feed) {
        return hydrate(wanted, viewer, feed).stream()
                .map(seen -> new Seen<>(seen.row().id(), seen.view()))
                .toList();
    }

    /** The ids of an author's newest posts, of those before an id if there is one, newest first. */
    List<Long> newestOf(ProfileId author, long @Nullable [] before, int most) {
        return posts.newestOf(author.value(), end(before), most);
    }

    /** The same of a community's posts. */
    List<Long> newestFor(CommunityId community, long @Nullable [] before, int most) {
        return posts.newestFor(community.value(), end(before), most);
    }

    /** The same of what these authors said, and others than the reader in these communities. */
    public List<Long> newestFrom(
            Collection<Long> authors, Collection<Long> places, ProfileId reader, long @Nullable [] before, int most) {
        return posts.newestFrom(
                authors.toArray(Long[]::new), places.toArray(Long[]::new), reader.value(), end(before), most);
    }

    private static long end(long @Nullable [] before) {
        return before == null ? Long.MAX_VALUE : before[0];
    }

    @Override
    public long of(ProfileId author) {
        return posts.count(author.value());
    }

    @Override
    public void erase(ProfileId deleted) {
        while (posts.erase(deleted.value(), ERASED_AT_ONCE) == ERASED_AT_ONCE) {
            // as long as there are more
        }
    }

    /** Four trips whatever the number: rows, cards, places, relations. From then on there are only values. */
    private List<Seen<PostRow, PostView>> hydrate(List<Long> wanted, @Nullable ProfileId viewer, boolean feed) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        var rows = posts.findAll(wanted.toArray(Long[]::new)).stream()
                .collect(Collectors.toMap(PostRow::id, Function.identity()));
        var actors = rows.values().stream().flatMap(PostRow::actors).collect(Collectors.toSet());
        var cards = profiles.cards(actors);
        var inside =
                rows.values().stream().flatMap(row -> row.community().stream()).collect(Collectors.toSet());
        var places = communities.places(inside);
        var looking = viewers.load(
                viewer, actors, inside.stream().map(CommunityId::value).toList());
        return wanted.stream()
                .map(rows::get)
                .filter(Objects::nonNull)
                .filter(row -> isShown(row, cards, places, looking, feed))
                .map(row -> new Seen<>(row, PostView.of(row, cards)))
                .toList();
    }

    private static boolean isShown(
            PostRow row,
            Map<ProfileId, ProfileCard> cards,
            Map<CommunityId, Place> places,
            Viewer viewer,
            boolean feed) {
        var author = cards.get(row.author());
        var place = row.community().map(places::get);
        if (author == null || place.isPresent() != row.community().isPresent()) {
            return false;
        }
        if (viewer.is(author.id())) {
            return true;
        }
        var actors = new ArrayList<Actor>();
        actors.add(author.as(Role.AUTHOR));
        row.named().map(cards::get).filter(Objects::nonNull).forEach(card -> actors.add(card.as(Role.MENTIONED)));
        return Visibility.of(viewer, new Item(actors, place.orElse(null), feed)).shown();
    }

    private PostRow row(Request request, PostText text, List<Long> mentions) {
        var post = request.post();
        var createdAt = request.createdAt();
        var target = post.target();
        return new PostRow(
                createdAt == null ? ids.next() : ids.at(createdAt),
                1,
                post.authorId().value(),
                post.verb(),
                post.text(),
                mentions,
                text.hashtags(),
                target == null ? null : target.kind(),
                target == null ? null : target.id().value(),
                post.extra() == null ? Map.of() : post.extra());
    }
}
