package dev.kith.post;

import dev.kith.community.Communities;
import dev.kith.id.CommunityId;
import dev.kith.id.ProfileId;
import dev.kith.profile.ProfileCard;
import dev.kith.profile.Profiles;
import dev.kith.visibility.Actor.Role;
import dev.kith.visibility.Item;
import dev.kith.visibility.Item.Place;
import dev.kith.visibility.Viewer;
import dev.kith.visibility.Viewers;
import dev.kith.visibility.Visibility;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says whether authors may post where they want to. */
@Singleton
final class PostTargets {

    private final Profiles profiles;
    private final Communities communities;
    private final Viewers viewers;

    PostTargets(Profiles profiles, Communities communities, Viewers viewers) {
        this.profiles = profiles;
        this.communities = communities;
        this.viewers = viewers;
    }

    /** Of each post, why it may not stand where it is to stand, if so. Three trips, and one for each author. */
    List<Optional<PostCreation.Refused>> refusals(List<NewPost> posts) {
        var cards = profiles.cards(posts.stream()
                .map(NewPost::target)
                .filter(target -> target != null && target.kind() == Target.Kind.PROFILE)
                .map(Target::profile)
                .collect(Collectors.toSet()));
        var places = communities.places(posts.stream()
                .map(NewPost::target)
                .filter(target -> target != null && target.kind() == Target.Kind.COMMUNITY)
                .map(Target::community)
                .collect(Collectors.toSet()));
        var authors = authors(posts, cards.keySet(), places.keySet());
        return posts.stream()
                .map(post -> post.target() == null
                        ? Optional.<PostCreation.Refused>empty()
                        : refusal(post.target(), authors.getOrDefault(post.authorId(), Viewer.NOBODY), cards, places))
                .toList();
    }

    private Map<ProfileId, Viewer> authors(
            List<NewPost> posts, Collection<ProfileId> addressed, Collection<CommunityId> places) {
        var authors = new HashMap<ProfileId, Viewer>();
        var communityIds = places.stream().map(CommunityId::value).toList();
        posts.stream()
                .filter(post -> post.target() != null)
                .map(NewPost::authorId)
                .distinct()
                .forEach(author -> authors.put(author, viewers.load(author, addressed, communityIds)));
        return authors;
    }

    private static Optional<PostCreation.Refused> refusal(
            Target target, Viewer author, Map<ProfileId, ProfileCard> cards, Map<CommunityId, Place> places) {
        return switch (target.kind()) {
            case PROFILE -> {
                var card = Optional.ofNullable(cards.get(target.profile()))
                        .filter(found -> Visibility.of(author, Item.of(found.as(Role.SUBJECT)))
                                .shown());
                yield card.isPresent() ? Optional.empty() : Optional.of(new PostCreation.NoSuchTarget(target));
            }
            case COMMUNITY -> {
                var place = places.get(target.community());
                if (place != null && author.memberships().contains(place.community())) {
                    yield Optional.empty();
                }
                yield Optional.of(
                        place == null || !place.visible()
                                ? new PostCreation.NoSuchTarget(target)
                                : new PostCreation.NotAMember(target.community()));
            }
        };
    }
}
