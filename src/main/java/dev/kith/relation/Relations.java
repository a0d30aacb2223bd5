package dev.kith.relation;

import dev.kith.cache.Standings;
import dev.kith.cache.Standings.FollowBetween;
import dev.kith.graph.Edge;
import dev.kith.graph.EdgeCommand;
import dev.kith.graph.EdgeResult;
import dev.kith.graph.EdgeWriter;
import dev.kith.graph.Neighbour;
import dev.kith.graph.SocialGraph;
import dev.kith.id.ProfileId;
import dev.kith.profile.ProfileCard;
import dev.kith.profile.Profiles;
import dev.kith.visibility.Actor;
import dev.kith.visibility.Actor.Role;
import dev.kith.visibility.Item;
import dev.kith.visibility.Viewers;
import dev.kith.visibility.Visibility;
import dev.kith.web.Pages.Listing;
import dev.kith.web.Problem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Changes relations between profiles, and tells of single ones. */
@Singleton
public class Relations {

    private final EdgeWriter edges;
    private final Standings standings;
    private final Profiles profiles;
    private final Viewers viewers;
    private final RelationLists lists;
    private final SocialGraph graph;

    Relations(
            EdgeWriter edges,
            Standings standings,
            Profiles profiles,
            Viewers viewers,
            RelationLists lists,
            SocialGraph graph) {
        this.edges = edges;
        this.standings = standings;
        this.profiles = profiles;
        this.viewers = viewers;
        this.lists = lists;
        this.graph = graph;
    }

    /**
     * Carries out many commands. A profile whose node is not there yet gets it first.
     *
     * @return what came of each, in their order; {@link EdgeResult.NoNode} now means that there is no such profile
     */
    public List<EdgeResult> writeAll(List<EdgeCommand> commands) {
        return edges.writeAll(commands, this::makeNodes);
    }

    /** Carries out one command as {@link #writeAll} does, in a transaction that it may share. */
    public EdgeResult write(EdgeCommand command) {
        return edges.write(command, this::makeNodes);
    }

    /** Carries out one command that makes an edge; a {@link Problem} says why there is none. */
    EdgeResult.Stands make(EdgeCommand command) {
        if (command.source() == command.target()) {
            throw selfRelation(command.kind());
        }
        return switch (write(command)) {
            case EdgeResult.Stands stands -> stands;
            case EdgeResult.Refused refused -> throw problem(refused, command);
            case EdgeResult.Gone gone -> throw new IllegalStateException(command + " came to " + gone);
        };
    }

    /** Carries out one command that ends an edge or decides on it. Where there is no node, there is no edge either. */
    public EdgeResult change(EdgeCommand command) {
        return edges.write(command);
    }

    /** With whom a profile is connected, newest first, as far as the viewer may see it; {@code 404} if that is not at all. */
    public Listing<Neighbour, ProfileCard> connections(ProfileId profile, @Nullable ProfileId viewer) {
        return lists.cards("connections", profile, viewer, graph.connections(profile));
    }

    /** What is told of a command that was refused. */
    public static Problem problem(EdgeResult.Refused refused, EdgeCommand command) {
        return switch (refused) {
            case EdgeResult.Blocked() -> Problem.unprocessable("blocked", "You block this profile. Unblock it first.");
            case EdgeResult.Hidden() -> Problem.notFound("profile", command.target());
            case EdgeResult.NoNode(var missing) -> Problem.notFound("profile", missing);
            case EdgeResult.LimitReached(var limit) -> limitReached(limit);
        };
    }

    public static Problem limitReached(int limit) {
        return Problem.unprocessable(
                        "follow-limit", "A profile may follow " + limit + " others, what it has asked for included.")
                .with("limit", limit);
    }

    public static Problem selfRelation(EdgeCommand.Kind kind) {
        return Problem.unprocessable(
                "self-relation", "A profile can't " + kind.name().toLowerCase(Locale.ROOT) + " itself.");
    }

    private boolean makeNodes(List<EdgeCommand> commands) {
        var ends = commands.stream()
                .flatMap(command -> Stream.of(new ProfileId(command.source()), new ProfileId(command.target())))
                .collect(Collectors.toSet());
        return !profiles.ensureNodes(ends).isEmpty();
    }

    /** The follow between two profiles, if there is one and the viewer may know. A request is known to its two ends only. */
    Optional<Edge> followBetween(ProfileId follower, ProfileId followee, @Nullable ProfileId viewer) {
        var found = standings.follow(follower, followee);
        if (follower.equals(viewer) || followee.equals(viewer)) {
            return found.map(FollowBetween::follow);
        }
        return found.filter(between -> between.follow().state() == Edge.State.FOLLOWING)
                .filter(between -> Visibility.of(
                                viewers.load(viewer, List.of(follower, followee)),
                                Item.of(
                                        new Actor(follower, between.followerPrivate(), Role.AUTHOR),
                                        new Actor(followee, between.followeePrivate(), Role.AUTHOR)))
                        .shown())
                .map(FollowBetween::follow);
    }
}
