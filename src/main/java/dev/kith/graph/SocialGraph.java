package dev.kith.graph;

import dev.kith.id.CommunityId;
import dev.kith.id.ProfileId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** Reads the graph of profiles and communities: asked in ids and answered in ids. */
@Singleton
public class SocialGraph {

    private static final Cypher<Neighbour> FOLLOWERS =
            Cypher.load("graph/followers_page.cypher", SocialGraph::neighbour);
    private static final Cypher<Neighbour> FOLLOWING =
            Cypher.load("graph/following_page.cypher", SocialGraph::neighbour);
    private static final Cypher<Neighbour> INCOMING =
            Cypher.load("graph/incoming_requests_page.cypher", SocialGraph::neighbour);
    private static final Cypher<Neighbour> OUTGOING =
            Cypher.load("graph/outgoing_requests_page.cypher", SocialGraph::neighbour);
    private static final Cypher<Neighbour> BLOCKS = Cypher.load("graph/blocks_page.cypher", SocialGraph::neighbour);
    private static final Cypher<Neighbour> MUTES = Cypher.load("graph/mutes_page.cypher", SocialGraph::neighbour);
    private static final Cypher<Neighbour> CONNECTIONS =
            Cypher.load("graph/connections_page.cypher", SocialGraph::neighbour);
    private static final Cypher<Neighbour> MEMBERS = Cypher.load("graph/members_page.cypher", SocialGraph::neighbour);
    private static final Cypher<Long> OLDEST_MEMBERS = Cypher.load("graph/oldest_members.cypher", SocialGraph::id);
    private static final Cypher<Neighbour> MEMBERSHIPS =
            Cypher.load("graph/memberships_page.cypher", SocialGraph::neighbour);
    private static final Cypher<Neighbour> KNOWN_FOLLOWERS =
            Cypher.load("graph/known_followers_page.cypher", SocialGraph::neighbour);
    private static final Cypher<Long> KNOWN_FOLLOWERS_COUNT = Cypher.load(
            "graph/known_followers_count.cypher", row -> row.get("count").asLong());
    private static final Cypher<Counts> COUNTS = Cypher.load(
            "graph/counts.cypher",
            row -> new Counts(
                    row.get("followers").asLong(), row.get("following").asLong()));
    private static final Cypher<Map.Entry<Long, Long>> MEMBERS_COUNTS = Cypher.load(
            "graph/members_counts.cypher",
            row -> Map.entry(id(row), row.get("members").asLong()));
    private static final Cypher<Record> STANDINGS = Cypher.load("graph/standings.cypher", row -> row);
    private static final Cypher<Record> RELATIONSHIPS = Cypher.load("graph/relationships.cypher", row -> row);
    private static final Cypher<Long> MEMBERSHIPS_AMONG =
            Cypher.load("graph/memberships_among.cypher", SocialGraph::id);
    private static final Cypher<Map.Entry<Pair, Edge>> FOLLOWS_AMONG = Cypher.load(
            "graph/follows_among.cypher",
            row -> Map.entry(
                    pair(row),
                    new Edge(
                            Edge.State.valueOf(row.get("state").asString()),
                            instant(row.get("since")),
                            row.get("requestedAt").isNull() ? null : instant(row.get("requestedAt")),
                            null)));
    private static final Cypher<Map.Entry<Pair, Edge>> INVITATIONS_AMONG = Cypher.load(
            "graph/invitations_among.cypher",
            row -> Map.entry(pair(row), new Edge(null, instant(row.get("since")), null, null)));
    private static final Cypher<IdPage> FOLLOWER_IDS = Cypher.load("graph/follower_ids.cypher", IdPage::of);
    private static final Cypher<IdPage> KEEPER_IDS = Cypher.load("graph/keeper_ids.cypher", IdPage::of);
    private static final Cypher<Map.Entry<Long, Boolean>> FLAGS = Cypher.load(
            "graph/profile_flags.cypher",
            row -> Map.entry(id(row), row.get("private").asBoolean()));

    private final Graph graph;
    private final Clock clock;

    /** How many profiles follow, and are followed by, one profile. Requests don't count. */
    public record Counts(long followers, long following) {}

    /**
     * A part of a list of profiles, by their ids only.
     *
     * @param since the time in ms by which the last of them is ordered
     */
    public record IdPage(List<Long> ids, long since) {

        static IdPage of(Record row) {
            return new IdPage(
                    row.get("ids").asList(Value::asLong), row.get("since").asLong(0));
        }

        /** The place of the last one in the list; null when there are none. */
        public long @Nullable [] end() {
            return ids.isEmpty() ? null : new long[] {since, ids.getLast()};
        }
    }

    /** Two profiles, in this order. */
    public record Pair(long source, long target) {}

    /** Reads a part of a list: so many rows after a position, or from the beginning when there is none. */
    @FunctionalInterface
    public interface Listed {
        List<Neighbour> page(long @Nullable [] after, int most);
    }

    /** Reads a part of a long list, of which no more than the ids are wanted. */
    @FunctionalInterface
    public interface ListedIds {
        IdPage page(long @Nullable [] after, int most);
    }

    SocialGraph(Graph graph, Clock clock) {
        this.graph = graph;
        this.clock = clock;
    }

    /** Who follows a profile, newest first. */
    public Listed followers(ProfileId profile) {
        return list(FOLLOWERS, Map.of("profile", profile.value()));
    }

    /**
     * The ids of who follows a profile as of now, whichever server of a cluster answers lists, newest first: nobody is missing who followed before this was asked for,
     * unless they began to follow anew while it was read.
     */
    public ListedIds followersNow(ProfileId profile) {
        return listNow(FOLLOWER_IDS, Map.of("profile", profile.value()));
    }

    /** The ids of who has followed a profile until this time or later and keeps what they saw of it, as of now. */
    public ListedIds keepersNow(ProfileId profile, Instant from) {
        return listNow(KEEPER_IDS, Map.of("profile", profile.value(), "from", from.toEpochMilli()));
    }

    /** Whom a profile follows, newest first. */
    public Listed following(ProfileId profile) {
        return list(FOLLOWING, Map.of("profile", profile.value()));
    }

    /** Who waits to be let in by a profile, newest first. */
    public Listed incomingRequests(ProfileId profile) {
        return list(INCOMING, Map.of("profile", profile.value()));
    }

    /** By whom a profile waits to be let in, newest first. */
    public Listed outgoingRequests(ProfileId profile) {
        return list(OUTGOING, Map.of("profile", profile.value()));
    }

    /** Whom a profile blocks, newest first. */
    public Listed blocks(ProfileId profile) {
        return list(BLOCKS, Map.of("profile", profile.value()));
    }

    /** Whom a profile mutes at the moment, newest first. */
    public Listed mutes(ProfileId profile) {
        return list(MUTES, Map.of("profile", profile.value(), "now", clock.millis()));
    }

    /** With whom a profile is connected, newest first. */
    public Listed connections(ProfileId profile) {
        return list(CONNECTIONS, Map.of("profile", profile.value()));
    }

    /** Who is a member of a community, newest first. */
    public Listed members(CommunityId community) {
        return list(MEMBERS, Map.of("community", community.value()));
    }

    /** Who have been members of a community longest, up to so many. */
    public List<ProfileId> oldestMembers(CommunityId community, int most) {
        return graph.read(OLDEST_MEMBERS, Map.of("community", community.value(), "limit", most)).stream()
                .map(ProfileId::new)
                .toList();
    }

    /** Which communities a profile is a member of, newest first. */
    public Listed memberships(ProfileId profile) {
        return list(MEMBERSHIPS, Map.of("profile", profile.value()));
    }

    /** Those of a profile's followers whom a viewer follows, newest follower first. */
    public Listed knownFollowers(ProfileId profile, ProfileId viewer) {
        return list(KNOWN_FOLLOWERS, Map.of("profile", profile.value(), "viewer", viewer.value()));
    }

    public long knownFollowersCount(ProfileId profile, ProfileId viewer) {
        return graph.read(KNOWN_FOLLOWERS_COUNT, Map.of("profile", profile.value(), "viewer", viewer.value()))
                .getFirst();
    }

    public Counts counts(ProfileId profile) {
        return graph.read(COUNTS, Map.of("profile", profile.value())).stream()
                .findFirst()
                .orElse(new Counts(0, 0));
    }

    /** How many members communities have; those without a node are absent. */
    public Map<CommunityId, Long> membersCounts(Collection<CommunityId> communities) {
        var counts = new HashMap<CommunityId, Long>();
        if (!communities.isEmpty()) {
            var ids = communities.stream().map(CommunityId::value).toList();
            graph.read(MEMBERS_COUNTS, Map.of("communities", ids))
                    .forEach(entry -> counts.put(new CommunityId(entry.getKey()), entry.getValue()));
        }
        return counts;
    }

    /**
     * What the edges of profiles say, none of them while they are being written; those without a node are absent.
     *
     * @param most how many edges of a kind may be held; a profile with more has a standing that is not complete
     */
    public Map<Long, Standing> standings(Collection<Long> profiles, int most) {
        var standings = new HashMap<Long, Standing>();
        if (!profiles.isEmpty()) {
            var ids = profiles.stream().sorted().toList();
            graph.write(open -> open.run(STANDINGS, Map.of("ids", ids, "most", most + 1)))
                    .forEach(row -> standings.put(id(row), StandingRow.read(row, most + 1)));
        }
        return standings;
    }

    /** How profiles stand to others, all pairs of them; those without any relation are absent, and so are those with a deleted profile. */
    public Map<Pair, Relationship> relationships(Collection<Long> sources, Collection<Long> targets) {
        var relationships = new HashMap<Pair, Relationship>();
        if (!sources.isEmpty() && !targets.isEmpty()) {
            var now = clock.instant();
            graph.read(RELATIONSHIPS, Map.of("sources", List.copyOf(sources), "targets", List.copyOf(targets)))
                    .forEach(row -> relationships.put(
                            new Pair(
                                    row.get("source").asLong(),
                                    row.get("target").asLong()),
                            relationship(row, now)));
        }
        return relationships;
    }

    /** The follows and requests that lead from one to the other of these pairs, none of them deleted. */
    public Map<Pair, Edge> follows(Collection<Pair> pairs) {
        return among(FOLLOWS_AMONG, pairs);
    }

    /** Those memberships, as pairs of profile and community, that began with the admin taking the profile in. */
    public Map<Pair, Edge> invitations(Collection<Pair> pairs) {
        return among(INVITATIONS_AMONG, pairs);
    }

    /** Of which of these communities a profile is a member. */
    public Set<Long> membershipsAmong(ProfileId profile, Collection<Long> communities) {
        return communities.isEmpty()
                ? Set.of()
                : new HashSet<>(graph.read(
                        MEMBERSHIPS_AMONG,
                        Map.of("profile", profile.value(), "communities", List.copyOf(communities))));
    }

    /** Which of these profiles have nodes and are not deleted, and whether they are private. */
    public Map<Long, Boolean> privacy(Collection<Long> profiles) {
        var flags = new HashMap<Long, Boolean>();
        graph.read(FLAGS, Map.of("ids", List.copyOf(profiles)))
                .forEach(entry -> flags.put(entry.getKey(), entry.getValue()));
        return flags;
    }

    private Map<Pair, Edge> among(Cypher<Map.Entry<Pair, Edge>> statement, Collection<Pair> pairs) {
        var found = new HashMap<Pair, Edge>();
        if (!pairs.isEmpty()) {
            var asked = pairs.stream()
                    .map(pair -> Map.of("source", pair.source(), "target", pair.target()))
                    .toList();
            graph.read(statement, Map.of("pairs", asked)).forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        }
        return found;
    }

    private Listed list(Cypher<Neighbour> statement, Map<String, Object> owner) {
        return (after, most) -> graph.read(statement, position(owner, after, most));
    }

    private ListedIds listNow(Cypher<IdPage> statement, Map<String, Object> owner) {
        return (after, most) -> graph.write(open -> open.run(statement, position(owner, after, most)))
                .getFirst();
    }

    private static Map<String, Object> position(Map<String, Object> owner, long @Nullable [] after, int most) {
        var parameters = new HashMap<>(owner);
        parameters.put("since", after == null ? Long.MAX_VALUE : after[0]);
        parameters.put("id", after == null ? Long.MAX_VALUE : after[1]);
        parameters.put("limit", most);
        return parameters;
    }

    private static Neighbour neighbour(Record row) {
        var until = row.get("until");
        return new Neighbour(id(row), instant(row.get("since")), until.isNull() ? null : instant(until));
    }

    private static Relationship relationship(Record row, Instant now) {
        var until = row.get("until");
        var there = new Relation(
                follow(row.get("state"), row.get("since")),
                row.get("connected").asBoolean(),
                row.get("blocking").asBoolean(),
                row.get("blockedBy").asBoolean(),
                row.get("muting").asBoolean()
                        && (until.isNull() || instant(until).isAfter(now)));
        return new Relationship(
                there, new Relation(follow(row.get("backState"), row.get("backSince")), false, false, false, false));
    }

    private static @Nullable Edge follow(Value state, Value since) {
        return state.isNull() ? null : new Edge(Edge.State.valueOf(state.asString()), instant(since), null, null);
    }

    private static Pair pair(Record row) {
        return new Pair(row.get("source").asLong(), row.get("target").asLong());
    }

    private static long id(Record row) {
        return row.get("id").asLong();
    }

    private static Instant instant(Value millis) {
        return Instant.ofEpochMilli(millis.asLong());
    }
}
