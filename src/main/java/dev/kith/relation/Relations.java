package dev.kith.relation;

import dev.kith.graph.Follow;
import dev.kith.graph.FollowResult;
import dev.kith.graph.Neighbour;
import dev.kith.graph.SocialGraph;
import dev.kith.graph.SocialGraph.FollowWish;
import dev.kith.graph.SocialGraph.Made;
import dev.kith.id.ProfileId;
import dev.kith.profile.ProfileCard;
import dev.kith.profile.Profiles;
import dev.kith.relation.Edge.Related;
import dev.kith.visibility.Actor;
import dev.kith.visibility.Actor.Role;
import dev.kith.visibility.ViewerRelations;
import dev.kith.visibility.Visibility;
import dev.kith.web.Pages.Seen;
import dev.kith.web.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Follows and blocks between profiles: the graph says who and in what order, the profiles say how they look. */
@Singleton
public class Relations {

    private final SocialGraph graph;
    private final Profiles profiles;
    private final Clock clock;

    Relations(SocialGraph graph, Profiles profiles, Clock clock) {
        this.graph = graph;
        this.profiles = profiles;
        this.clock = clock;
    }

    /**
     * Makes followers follow. A profile whose node is not there yet gets it first.
     *
     * @return what came of each wish, in their order; {@link FollowResult.NoNode} now means that there is no such profile
     */
    public List<FollowResult> follow(List<FollowWish> wishes) {
        var results = new ArrayList<>(graph.follow(wishes));
        var homeless = new ArrayList<Integer>();
        var ends = new HashSet<ProfileId>();
        for (int i = 0; i < wishes.size(); i++) {
            if (results.get(i) instanceof FollowResult.NoNode) {
                homeless.add(i);
                ends.add(wishes.get(i).follower());
                ends.add(wishes.get(i).followee());
            }
        }
        if (!homeless.isEmpty() && !profiles.ensureNodes(ends).isEmpty()) {
            var again = graph.follow(homeless.stream().map(wishes::get).toList());
            for (int i = 0; i < again.size(); i++) {
                results.set(homeless.get(i), again.get(i));
            }
        }
        return results;
    }

    FollowResult follow(FollowWish wish) {
        return follow(List.of(wish)).getFirst();
    }

    /** What a refused follower is told. */
    public static Problem problem(FollowResult.Refused refused, FollowWish wish) {
        return switch (refused) {
            case FollowResult.Blocked() ->
                Problem.unprocessable("blocked", "You block this profile. Unblock it before you follow it.");
            case FollowResult.Hidden() -> Problem.notFound("profile", wish.followee());
            case FollowResult.NoNode(var missing) -> Problem.notFound("profile", missing);
            case FollowResult.LimitReached(var limit) ->
                Problem.unprocessable("follow-limit", "A profile may follow " + limit + " others, requests included.")
                        .with("limit", limit);
        };
    }

    public static Problem selfRelation(String verb) {
        return Problem.unprocessable("self-relation", "A profile can't " + verb + " itself.");
    }

    void unfollow(ProfileId follower, ProfileId followee) {
        graph.unfollow(follower, followee);
    }

    /** The follow between two profiles, if there is one and the viewer may know. A request is known to its two ends only. */
    Optional<Follow> followBetween(ProfileId follower, ProfileId followee, @Nullable ProfileId viewer) {
        var ends = graph.followBetween(follower, followee);
        if (follower.equals(viewer) || followee.equals(viewer)) {
            return ends.map(SocialGraph.FollowBetween::follow);
        }
        return ends.filter(found -> found.follow().state() == Follow.State.FOLLOWING)
                .filter(found -> Visibility.of(
                                ViewerRelations.load(graph, viewer, List.of(follower, followee)),
                                List.of(
                                        new Actor(follower, found.followerPrivate(), Role.AUTHOR),
                                        new Actor(followee, found.followeePrivate(), Role.AUTHOR)))
                        .shown())
                .map(SocialGraph.FollowBetween::follow);
    }

    /** None when one of the two is no profile. */
    Optional<Made> block(ProfileId blocker, ProfileId blocked) {
        return graph.block(blocker, blocked, clock.instant())
                .or(() -> profiles.ensureNodes(List.of(blocker, blocked)).isEmpty()
                        ? Optional.empty()
                        : graph.block(blocker, blocked, clock.instant()));
    }

    void unblock(ProfileId blocker, ProfileId blocked) {
        graph.unblock(blocker, blocked);
    }

    boolean exists(ProfileId profile) {
        return profiles.card(profile).isPresent();
    }

    /** Those of the neighbours whose cards the viewer may see, in the same order. */
    List<Seen<Neighbour, Related>> related(List<Neighbour> neighbours, @Nullable ProfileId viewer) {
        var ids = neighbours.stream().map(Neighbour::id).toList();
        var relations = ViewerRelations.load(graph, viewer, ids);
        return shown(
                neighbours,
                card -> Visibility.of(relations, List.of(card.as(Role.SUBJECT))).shown());
    }

    /** Whom one blocks is shown to oneself, blocked as they are. */
    List<Seen<Neighbour, Related>> blocked(List<Neighbour> neighbours) {
        return shown(neighbours, card -> true);
    }

    private List<Seen<Neighbour, Related>> shown(List<Neighbour> neighbours, Predicate<ProfileCard> visible) {
        var cards = profiles.cards(neighbours.stream().map(Neighbour::id).toList());
        return neighbours.stream()
                .<Seen<Neighbour, Related>>mapMulti((neighbour, list) -> {
                    var card = cards.get(neighbour.id());
                    if (card != null && visible.test(card)) {
                        list.accept(new Seen<>(neighbour, new Related(card, neighbour.since())));
                    }
                })
                .toList();
    }
}
