package dev.kith.relation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kith.cache.Standings;
import dev.kith.graph.FollowSteps;
import dev.kith.graph.FollowSteps.Step;
import dev.kith.graph.Relation;
import dev.kith.graph.Relationship;
import dev.kith.graph.SocialGraph;
import dev.kith.graph.SocialGraph.Pair;
import dev.kith.id.ProfileId;
import dev.kith.profile.ProfileCard;
import dev.kith.profile.Profiles;
import dev.kith.visibility.Actor;
import dev.kith.visibility.Actor.Role;
import dev.kith.visibility.Item;
import dev.kith.visibility.Viewer;
import dev.kith.visibility.Viewers;
import dev.kith.visibility.Visibility;
import dev.kith.web.Problem;
import io.micronaut.http.HttpStatus;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks up what lies between profiles. */
@Singleton
class Lookups {

    private final Standings standings;
    private final SocialGraph graph;
    private final Profiles profiles;
    private final Viewers viewers;
    private final PathSearch paths;

    /** How the source stands to the target, and of its follows and requests also back. */
    @Serdeable
    @Schema(name = "Relationship")
    record RelationshipView(
            @Schema(example = "689712345678901234") ProfileId sourceId,

            @Schema(example = "689712345678905678") ProfileId targetId,

            @Schema(example = "true") boolean following,
            @Schema(example = "true") boolean followedBy,
            @Schema(example = "false") boolean requested,
            @Schema(example = "false") boolean requestedBy,
            @Schema(example = "false") boolean connected,
            @Schema(example = "false") boolean blocking,
            @Schema(example = "false") boolean blockedBy,
            @Schema(example = "false") boolean muting,
            @Schema(example = "true") boolean mutual,

            @Schema(example = "2026-03-01T12:00:00.000Z") @Nullable
            Instant followingSince) {

        static RelationshipView of(ProfileId source, ProfileId target, Relationship relationship) {
            var there = relationship.there();
            var back = relationship.back();
            return new RelationshipView(
                    source,
                    target,
                    there.following(),
                    back.following(),
                    there.requested(),
                    back.requested(),
                    there.connected(),
                    there.blocking(),
                    there.blockedBy(),
                    there.muting(),
                    there.following() && back.following(),
                    there.followingSince());
        }
    }

    /**
     * A page of known followers.
     *
     * @param count how many they are in all; on the first page only
     */
    @Serdeable
    @Schema(name = "KnownFollowers")
    record KnownFollowers(
            List<EdgeViews.Related> items,

            @Schema(example = "AAABnK3l2gAxYvGQ") @JsonInclude @Nullable
            String nextCursor,

            @Schema(example = "12") @Nullable Long count) {}

    /**
     * A way along follows.
     *
     * @param path each follows the next
     * @param length how many follows it takes
     */
    @Serdeable
    @Schema(name = "FollowPath")
    record PathView(
            List<ProfileCard> path, @Schema(example = "2") int length) {}

    Lookups(Standings standings, SocialGraph graph, Profiles profiles, Viewers viewers, FollowSteps steps) {
        this.standings = standings;
        this.graph = graph;
        this.profiles = profiles;
        this.viewers = viewers;
        this.paths = new PathSearch(steps, Paths.BUDGET);
    }

    /** Of all pairs, in order. Of pairs whose source is another than the viewer, only what the viewer may see. */
    List<RelationshipView> relationships(List<ProfileId> sources, List<ProfileId> targets, @Nullable ProfileId viewer) {
        var found = standings.between(longs(sources), longs(targets));
        var known = viewer == null || sources.stream().allMatch(viewer::equals) ? found : visible(found, viewer);
        var views = new ArrayList<RelationshipView>(sources.size() * targets.size());
        for (var source : sources) {
            for (var target : targets) {
                var relationship = known.getOrDefault(new Pair(source.value(), target.value()), Relationship.NONE);
                views.add(RelationshipView.of(source, target, relationship));
            }
        }
        return views;
    }

    private Map<Pair, Relationship> visible(Map<Pair, Relationship> found, ProfileId viewer) {
        var ends = new HashSet<Long>();
        found.keySet().forEach(pair -> {
            ends.add(pair.source());
            ends.add(pair.target());
        });
        var privacy = graph.privacy(ends);
        var looking = viewers.load(viewer, ends.stream().map(ProfileId::new).toList());
        var visible = new HashMap<Pair, Relationship>();
        found.forEach((pair, relationship) -> {
            if (pair.source() == viewer.value()) {
                visible.put(pair, relationship);
            } else if (pair.target() == viewer.value()) {
                visible.put(pair, asSeenByTarget(relationship));
            } else if (Stream.of(pair.source(), pair.target()).allMatch(end -> isOpen(end, privacy, looking))) {
                visible.put(pair, new Relationship(publicOf(relationship.there()), publicOf(relationship.back())));
            }
        });
        return visible;
    }

    private static boolean isOpen(long profile, Map<Long, Boolean> privacy, Viewer viewer) {
        var actor = new Actor(new ProfileId(profile), privacy.getOrDefault(profile, true), Role.AUTHOR);
        return Visibility.of(viewer, Item.of(actor)).shown();
    }

    /** Whom somebody follows is public, as far as the two ends are. */
    private static Relation publicOf(Relation relation) {
        return new Relation(relation.following() ? relation.follow() : null, relation.connected(), false, false, false);
    }

    /** Both ends know of follows, requests and connections; a block or a mute is known to who made it. */
    private static Relationship asSeenByTarget(Relationship relationship) {
        var there = relationship.there();
        return there.blocking()
                ? Relationship.NONE
                : new Relationship(
                        new Relation(there.follow(), there.connected(), false, there.blockedBy(), false),
                        relationship.back());
    }

    PathView path(ProfileId source, ProfileId target, int maxDepth, @Nullable ProfileId viewer) {
        var ends = Set.copyOf(List.of(source.value(), target.value()));
        var outcome = paths.find(source.value(), target.value(), maxDepth, level -> passable(level, ends, viewer));
        return switch (outcome) {
            case PathSearch.Outcome.Found(var way) -> view(way).orElseThrow(() -> noPath(source, target, maxDepth));
            case PathSearch.Outcome.None() -> throw noPath(source, target, maxDepth);
            case PathSearch.Outcome.TooWide(var budget) ->
                throw Problem.unprocessable(
                                "path-too-wide",
                                "More than " + budget + " follows would have to be read. Ask for a smaller maxDepth.")
                        .with("limit", budget);
        };
    }

    private List<Step> passable(List<Step> level, Set<Long> ends, @Nullable ProfileId viewer) {
        var looking = viewers.load(
                viewer, level.stream().map(step -> new ProfileId(step.id())).toList());
        return level.stream()
                .filter(step -> ends.contains(step.id())
                        || Visibility.of(
                                        looking,
                                        Item.of(new Actor(new ProfileId(step.id()), step.isPrivate(), Role.AUTHOR)))
                                .shown())
                .toList();
    }

    private Optional<PathView> view(List<Long> way) {
        var cards = profiles.cards(way.stream().map(ProfileId::new).toList());
        var path = way.stream()
                .map(id -> cards.get(new ProfileId(id)))
                .filter(Objects::nonNull)
                .toList();
        return path.size() < way.size() ? Optional.empty() : Optional.of(new PathView(path, path.size() - 1));
    }

    private static Problem noPath(ProfileId source, ProfileId target, int maxDepth) {
        return Problem.of(
                HttpStatus.NOT_FOUND,
                "path-not-found",
                "No follows lead from " + source + " to " + target + " within " + maxDepth + " steps.");
    }

    private static List<Long> longs(List<ProfileId> ids) {
        return ids.stream().map(ProfileId::value).distinct().toList();
    }
}
