package dev.kith.graph;

import dev.kith.id.ProfileId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/**
 * The graph of profiles, asked in ids and answered in ids. Writes lock the profiles they touch in the order of ids before they look, so
 * that what they decide on can't change under them and no two can wait for each other.
 */
@Singleton
public class SocialGraph {

    private static final Cypher<Long> LOCK = Cypher.load("graph/lock_profiles.cypher", SocialGraph::id);
    private static final Cypher<Long> MERGE_PROFILES = Cypher.load("graph/merge_profiles.cypher", SocialGraph::id);
    private static final Cypher<Long> ERASE =
            Cypher.load("graph/erase_edges.cypher", row -> row.get("erased").asLong());
    private static final Cypher<Record> FOLLOW = Cypher.load("graph/follow.cypher", row -> row);
    private static final Cypher<Long> UNFOLLOW = Cypher.load("graph/unfollow.cypher", SocialGraph::removed);
    private static final Cypher<FollowBetween> FOLLOW_BETWEEN =
            Cypher.load("graph/follow_between.cypher", SocialGraph::followBetween);
    private static final Cypher<Made> BLOCK = Cypher.load("graph/block.cypher", SocialGraph::made);
    private static final Cypher<Long> UNBLOCK = Cypher.load("graph/unblock.cypher", SocialGraph::removed);
    private static final Cypher<Neighbour> FOLLOWERS =
            Cypher.load("graph/followers_page.cypher", SocialGraph::neighbour);
    private static final Cypher<Neighbour> FOLLOWING =
            Cypher.load("graph/following_page.cypher", SocialGraph::neighbour);
    private static final Cypher<Neighbour> BLOCKS = Cypher.load("graph/blocks_page.cypher", SocialGraph::neighbour);
    private static final Cypher<List<Long>> FOLLOWEES =
            Cypher.load("graph/followees.cypher", row -> row.get("ids").asList(Value::asLong));
    private static final Cypher<Counts> COUNTS = Cypher.load(
            "graph/counts.cypher",
            row -> new Counts(
                    row.get("followers").asLong(), row.get("following").asLong()));
    private static final Cypher<Map.Entry<ProfileId, Relation>> RELATIONS =
            Cypher.load("graph/relations.cypher", SocialGraph::relation);

    private final Graph graph;
    private final FollowLimits limits;

    /** Somebody's wish to follow, and since when. */
    public record FollowWish(ProfileId follower, ProfileId followee, Instant at) {}

    /** A follow, and which of its ends are private. */
    public record FollowBetween(Follow follow, boolean followerPrivate, boolean followeePrivate) {}

    /** An edge that stands now, and whether it is new. */
    public record Made(Instant since, boolean created) {}

    /** How many profiles follow, and are followed by, one profile. Requests don't count. */
    public record Counts(long followers, long following) {}

    /** Which profiles were locked, since they have nodes, and what the statement answered. */
    private record Locked<T>(Set<ProfileId> locked, List<T> rows) {}

    SocialGraph(Graph graph, FollowLimits limits) {
        this.graph = graph;
        this.limits = limits;
    }

    /**
     * Makes the nodes, or brings them up to date. A profile that is no longer private lets in, at {@code at}, all who had asked.
     */
    public void merge(Collection<ProfileNode> nodes, Instant at) {
        var rows = nodes.stream()
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .map(ProfileNode::toParameters)
                .toList();
        graph.write(open -> open.run(MERGE_PROFILES, Map.of("rows", rows, "at", at.toEpochMilli())));
    }

    /** Removes all edges of a deleted profile, some thousands in each transaction; its node stays and says that it is deleted. */
    public void erase(ProfileId profile) {
        var parameters = Map.<String, Object>of("profile", profile.value(), "most", 5_000);
        while (graph.write(open -> open.run(ERASE, parameters)).getFirst() > 0) {
            // as long as there are more
        }
    }

    /**
     * Makes followers follow, each wish judged by itself and in order; the first time of an edge stays.
     *
     * @return what came of each, in the order of the wishes
     */
    public List<FollowResult> follow(List<FollowWish> wishes) {
        var rows = new ArrayList<Map<String, Object>>(wishes.size());
        for (var wish : wishes) {
            rows.add(Map.of(
                    "index", rows.size(),
                    "follower", wish.follower().value(),
                    "followee", wish.followee().value(),
                    "at", wish.at().toEpochMilli()));
        }
        var ends = wishes.stream()
                .flatMap(wish -> Stream.of(wish.follower(), wish.followee()))
                .toList();
        var answer = locked(ends, FOLLOW, Map.of("rows", rows, "cap", limits.followCap()));
        var results = new ArrayList<FollowResult>(wishes.size());
        for (var wish : wishes) {
            results.add(new FollowResult.NoNode(
                    answer.locked().contains(wish.follower()) ? wish.followee() : wish.follower()));
        }
        answer.rows().forEach(row -> results.set(row.get("index").asInt(), followResult(row)));
        return results;
    }

    /** Ends a follow or withdraws a request; nothing happens when there is none. */
    public void unfollow(ProfileId follower, ProfileId followee) {
        locked(List.of(follower, followee), UNFOLLOW, ends(follower, followee));
    }

    public Optional<FollowBetween> followBetween(ProfileId follower, ProfileId followee) {
        return graph.read(FOLLOW_BETWEEN, ends(follower, followee)).stream().findFirst();
    }

    /**
     * Makes one profile block another, and in the same moment ends all follows and requests between them.
     *
     * @return none when either has no node (yet) or is deleted
     */
    public Optional<Made> block(ProfileId blocker, ProfileId blocked, Instant at) {
        var parameters = new HashMap<>(ends(blocker, blocked));
        parameters.put("at", at.toEpochMilli());
        return locked(List.of(blocker, blocked), BLOCK, parameters).rows().stream()
                .findFirst();
    }

    public void unblock(ProfileId blocker, ProfileId blocked) {
        locked(List.of(blocker, blocked), UNBLOCK, ends(blocker, blocked));
    }

    /** Who follows a profile, newest first, after a position. */
    public List<Neighbour> followers(ProfileId profile, long @Nullable [] after, int most) {
        return graph.read(FOLLOWERS, page(profile, after, most));
    }

    /** Whom a profile follows, newest first, after a position. */
    public List<Neighbour> following(ProfileId profile, long @Nullable [] after, int most) {
        return graph.read(FOLLOWING, page(profile, after, most));
    }

    /** Whom a profile blocks, newest first, after a position. */
    public List<Neighbour> blocks(ProfileId profile, long @Nullable [] after, int most) {
        return graph.read(BLOCKS, page(profile, after, most));
    }

    /** All whom a profile follows, in no order. */
    public List<Long> followees(ProfileId profile) {
        return graph.read(FOLLOWEES, Map.of("profile", profile.value())).stream()
                .findFirst()
                .orElse(List.of());
    }

    public Counts counts(ProfileId profile) {
        return graph.read(COUNTS, Map.of("profile", profile.value())).stream()
                .findFirst()
                .orElse(new Counts(0, 0));
    }

    /** How one profile stands to others; those to whom it has no relation are absent. */
    public Map<ProfileId, Relation> relations(ProfileId viewer, Collection<ProfileId> others) {
        if (others.isEmpty()) {
            return Map.of();
        }
        var ids = others.stream().map(ProfileId::value).toList();
        var relations = new HashMap<ProfileId, Relation>();
        graph.read(RELATIONS, Map.of("viewer", viewer.value(), "others", ids))
                .forEach(entry -> relations.put(entry.getKey(), entry.getValue()));
        return relations;
    }

    private <T> Locked<T> locked(List<ProfileId> profiles, Cypher<T> statement, Map<String, Object> parameters) {
        var ids = profiles.stream().map(ProfileId::value).distinct().sorted().toList();
        return graph.write(open -> new Locked<>(
                open.run(LOCK, Map.of("ids", ids)).stream().map(ProfileId::new).collect(Collectors.toSet()),
                open.run(statement, parameters)));
    }

    private static Map<String, Object> ends(ProfileId source, ProfileId target) {
        return Map.of("source", source.value(), "target", target.value());
    }

    private static Map<String, Object> page(ProfileId profile, long @Nullable [] after, int most) {
        return Map.of(
                "profile",
                profile.value(),
                "since",
                after == null ? Long.MAX_VALUE : after[0],
                "id",
                after == null ? Long.MAX_VALUE : after[1],
                "limit",
                most);
    }

    private FollowResult followResult(Record row) {
        return switch (row.get("outcome").asString()) {
            case "CREATED" -> new FollowResult.Made(follow(row), true);
            case "EXISTING" -> new FollowResult.Made(follow(row), false);
            case "BLOCKED" -> new FollowResult.Blocked();
            case "HIDDEN" -> new FollowResult.Hidden();
            case "LIMIT" -> new FollowResult.LimitReached(limits.followCap());
            default -> throw new IllegalStateException("follow.cypher answered " + row);
        };
    }

    private static Follow follow(Record row) {
        return new Follow(Follow.State.valueOf(row.get("state").asString()), instant(row.get("since")));
    }

    private static FollowBetween followBetween(Record row) {
        return new FollowBetween(
                follow(row),
                row.get("followerPrivate").asBoolean(),
                row.get("followeePrivate").asBoolean());
    }

    private static Made made(Record row) {
        return new Made(instant(row.get("since")), row.get("created").asBoolean());
    }

    private static Neighbour neighbour(Record row) {
        return new Neighbour(new ProfileId(id(row)), instant(row.get("since")));
    }

    private static Map.Entry<ProfileId, Relation> relation(Record row) {
        return Map.entry(
                new ProfileId(id(row)),
                new Relation(
                        row.get("following").asBoolean(),
                        row.get("blocking").asBoolean(),
                        row.get("blockedBy").asBoolean()));
    }

    private static long id(Record row) {
        return row.get("id").asLong();
    }

    private static long removed(Record row) {
        return row.get("removed").asLong();
    }

    private static Instant instant(Value millis) {
        return Instant.ofEpochMilli(millis.asLong());
    }
}
