package dev.kith.console;

import dev.kith.community.Communities;
import dev.kith.console.Neighbourhoods.Drawn;
import dev.kith.graph.Drawings;
import dev.kith.graph.Drawings.Line;
import dev.kith.graph.NodeStates.RelationCounts;
import dev.kith.id.CommunityId;
import dev.kith.id.ProfileId;
import dev.kith.profile.ProfileCard;
import dev.kith.profile.Profiles;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Names all that is drawn, at once, and says what is not. */
@Singleton
class NeighbourhoodViews {

    private static final Set<String> DRAWN =
            Set.of("FOLLOWS", "BLOCKS", "MUTES", "CONNECTED", "MEMBER_OF", "RECOMMENDED");

    private final Drawings drawings;
    private final Profiles profiles;
    private final Communities communities;

    NeighbourhoodViews(Drawings drawings, Profiles profiles, Communities communities) {
        this.drawings = drawings;
        this.profiles = profiles;
        this.communities = communities;
    }

    static boolean isDrawn(Line edge) {
        return DRAWN.contains(edge.type()) && !"REJECTED".equals(edge.state());
    }

    NeighbourhoodView view(Drawn drawn, long centre, List<String> leftOut) {
        var nodes = drawings.nodes(drawn.nodes());
        var cards = profiles.cards(nodes.stream()
                .filter(node -> !node.community())
                .map(node -> new ProfileId(node.id()))
                .toList());
        var places = communities.named(nodes.stream()
                .filter(Drawings.Node::community)
                .map(node -> new CommunityId(node.id()))
                .toList());
        var path = new HashSet<>(drawn.path());
        var present = new HashSet<Long>();
        nodes.forEach(node -> present.add(node.id()));
        return new NeighbourhoodView(
                nodes.stream()
                        .map(node -> node.community()
                                ? community(node, places, centre)
                                : profile(node, cards, centre, path.contains(node.id())))
                        .toList(),
                drawn.edges().stream()
                        .filter(edge -> present.contains(edge.source()) && present.contains(edge.target()))
                        .map(edge -> edge(edge, drawn.path()))
                        .toList(),
                leftOut);
    }

    private static NeighbourhoodView.Node profile(
            Drawings.Node node, Map<ProfileId, ProfileCard> cards, long centre, boolean path) {
        var id = new ProfileId(node.id());
        var who = Who.of(id, cards.get(id));
        return new NeighbourhoodView.Node(
                who.id(),
                "PROFILE",
                who.name(),
                who.handle(),
                who.href(),
                node.isPrivate(),
                node.deleted() || who.gone(),
                node.id() == centre,
                path);
    }

    private static NeighbourhoodView.Node community(
            Drawings.Node node, Map<CommunityId, Communities.Named> places, long centre) {
        var place = places.get(new CommunityId(node.id()));
        return new NeighbourhoodView.Node(
                Long.toString(node.id()),
                "COMMUNITY",
                place == null ? "deleted community" : place.name(),
                null,
                null,
                place != null && place.isPrivate(),
                node.deleted() || place == null,
                node.id() == centre,
                false);
    }

    private static NeighbourhoodView.Edge edge(Line edge, List<Long> path) {
        var at = path.indexOf(edge.source());
        return new NeighbourhoodView.Edge(
                Long.toString(edge.source()),
                Long.toString(edge.target()),
                edge.type(),
                edge.state(),
                edge.type().equals("FOLLOWS") && at >= 0 && at + 1 < path.size() && path.get(at + 1) == edge.target());
    }

    /** Of a community. */
    List<String> leftOut(long drawn, long members) {
        return members > drawn ? List.of(told(drawn, members, "members")) : List.of();
    }

    /** Of a profile: exact where degrees tell, else whether there may be more. */
    List<String> leftOut(RelationCounts counts, Drawn drawn, long centre, int most) {
        var left = new ArrayList<String>();
        var edges = drawn.edges();
        Predicate<Line> out = edge -> edge.source() == centre;
        Predicate<Line> in = edge -> edge.target() == centre;
        Predicate<Line> following = edge -> edge.type().equals("FOLLOWS") && !"REQUESTED".equals(edge.state());
        Predicate<Line> asking = edge -> edge.type().equals("FOLLOWS") && "REQUESTED".equals(edge.state());
        exact(left, edges, out.and(following), counts.following(), "that it follows");
        exact(left, edges, in.and(following), counts.followers(), "followers");
        exact(left, edges, out.and(asking), counts.asked(), "that it has asked");
        exact(left, edges, in.and(asking), counts.askedBy(), "that ask to be let in");
        exact(left, edges, out.and(is("BLOCKS")), counts.blocking(), "that it blocks");
        exact(left, edges, in.and(is("BLOCKS")), counts.blockedBy(), "that block it");
        exact(left, edges, is("CONNECTED").and(out.or(in)), counts.connected(), "connections");
        exact(left, edges, out.and(is("MEMBER_OF")), counts.communities(), "communities");
        some(left, edges, out.and(is("MUTES")), most, "that it mutes");
        some(left, edges, in.and(is("MUTES")), most, "that mute it");
        some(left, edges, out.and(is("RECOMMENDED")), most, "that it is recommended");
        some(left, edges, in.and(is("RECOMMENDED")), most, "that it is recommended to");
        return left;
    }

    private static Predicate<Line> is(String type) {
        return edge -> edge.type().equals(type);
    }

    private static void exact(List<String> left, Set<Line> edges, Predicate<Line> which, long count, String whom) {
        var drawn = edges.stream().filter(which).count();
        if (drawn < count) {
            left.add(told(drawn, count, whom));
        }
    }

    private static void some(List<String> left, Set<Line> edges, Predicate<Line> which, int most, String whom) {
        if (edges.stream().filter(which).count() >= most) {
            left.add("no more than " + Format.count(most) + " " + whom);
        }
    }

    private static String told(long drawn, long count, String whom) {
        return Format.count(drawn) + " of " + Format.count(count) + " " + whom;
    }
}
