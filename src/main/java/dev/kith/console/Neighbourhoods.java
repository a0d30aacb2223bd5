package dev.kith.console;

import dev.kith.graph.Drawings;
import dev.kith.graph.Drawings.Line;
import dev.kith.graph.Neighbour;
import dev.kith.graph.NodeStates;
import dev.kith.graph.SocialGraph;
import dev.kith.graph.SocialGraph.Pair;
import dev.kith.id.CommunityId;
import dev.kith.id.ProfileId;
import dev.kith.relation.Paths;
import dev.kith.relation.Paths.Way;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Draws what is around profiles and communities, as much of it as can be looked at. */
@Singleton
class Neighbourhoods {

    /** More than this nobody can look at. */
    static final int MOST_NODES = 300;

    /** How far from the profile, at the most. */
    static final int MOST_DEPTH = 2;

    private static final int MOST_STEPS = 6;

    /** How many edges of each kind and direction are drawn around the one who is looked at. */
    static final int MOST_AROUND = 20;

    /** The same around the one who is looked at where others are looked around, too, and around those. */
    private static final int MOST_AROUND_FIRST = 8;

    private static final int MOST_AROUND_OTHERS = 3;
    private static final int MOST_OTHERS = 40;

    /** Among so many all edges are drawn. */
    private static final int MOST_AMONG = 32;

    private final Drawings drawings;
    private final NodeStates nodes;
    private final SocialGraph graph;
    private final Paths paths;
    private final NeighbourhoodViews views;

    /** What is drawn: whom, in order, and the edges between them. */
    record Drawn(LinkedHashSet<Long> nodes, LinkedHashSet<Line> edges, List<Long> path) {

        static Drawn nothing() {
            return new Drawn(new LinkedHashSet<>(), new LinkedHashSet<>(), List.of());
        }

        /** Adds edges as far as there is room for their ends. */
        void add(List<Line> lines, int room) {
            for (var line : lines) {
                var ends = Set.of(line.source(), line.target());
                var fresh = ends.stream().filter(end -> !nodes.contains(end)).count();
                if (nodes.size() + fresh <= room) {
                    nodes.add(line.source());
                    nodes.add(line.target());
                    edges.add(line);
                }
            }
        }
    }

    Neighbourhoods(Drawings drawings, NodeStates nodes, SocialGraph graph, Paths paths, NeighbourhoodViews views) {
        this.drawings = drawings;
        this.nodes = nodes;
        this.graph = graph;
        this.paths = paths;
        this.views = views;
    }

    /** The shortest way along follows from one profile to another. */
    Way path(ProfileId source, ProfileId target) {
        return paths.between(source, target, MOST_STEPS);
    }

    /**
     * What is around a profile, and perhaps around those.
     *
     * @param path that is drawn as well
     * @param most nodes
     */
    NeighbourhoodView around(ProfileId centre, int depth, List<ProfileId> path, int most) {
        var way = path.stream().map(ProfileId::value).toList();
        var drawn = new Drawn(new LinkedHashSet<>(), new LinkedHashSet<>(), way);
        drawn.nodes().add(centre.value());
        drawn.nodes().addAll(way);
        drawn.add(drawings.edges(steps(way)), most);
        var most1 = depth > 1 ? MOST_AROUND_FIRST : MOST_AROUND;
        var first = drawings.around(List.of(centre.value()), most1);
        drawn.add(first, most);
        if (depth > 1) {
            var others = profiles(first, centre.value());
            drawn.add(drawings.around(others, MOST_AROUND_OTHERS), most);
        } else {
            among(drawn);
        }
        return views.view(drawn, centre.value(), views.leftOut(nodes.counts(centre), drawn, centre.value(), most1));
    }

    /** Some of the members of a community, the newest. */
    NeighbourhoodView around(CommunityId centre, int most) {
        var drawn = Drawn.nothing();
        drawn.nodes().add(centre.value());
        var members = graph.members(centre).page(null, MOST_AROUND);
        drawn.add(
                members.stream()
                        .map(Neighbour::id)
                        .map(member -> new Line(member, centre.value(), "MEMBER_OF", null))
                        .toList(),
                most);
        var count = graph.membersCounts(List.of(centre)).getOrDefault(centre, 0L);
        return views.view(drawn, centre.value(), views.leftOut(drawn.nodes().size() - 1, count));
    }

    /** Those around whom there is more to draw. */
    private static List<Long> profiles(List<Line> edges, long centre) {
        var others = new LinkedHashSet<Long>();
        for (var edge : edges) {
            others.add(edge.source());
            if (!edge.type().equals("MEMBER_OF")) {
                others.add(edge.target());
            }
        }
        others.remove(centre);
        return others.stream().limit(MOST_OTHERS).toList();
    }

    private void among(Drawn drawn) {
        var some = drawn.nodes().stream().limit(MOST_AMONG).toList();
        var pairs = new ArrayList<Pair>();
        some.forEach(source -> some.stream()
                .filter(target -> !target.equals(source))
                .forEach(target -> pairs.add(new Pair(source, target))));
        drawn.edges()
                .addAll(drawings.edges(pairs).stream()
                        .filter(NeighbourhoodViews::isDrawn)
                        .toList());
    }

    private static List<Pair> steps(List<Long> way) {
        var steps = new ArrayList<Pair>();
        for (int i = 1; i < way.size(); i++) {
            steps.add(new Pair(way.get(i - 1), way.get(i)));
        }
        return steps;
    }
}
