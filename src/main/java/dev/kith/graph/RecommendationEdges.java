package dev.kith.graph;

import dev.kith.id.ProfileId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;

/**
 * Whom profiles are recommended: each has a set that is served and one in the shadow, that is not. Whoever changes a set locks the profile and all who are in it,
 * before or afterwards, in order of their ids, as all writers of edges do; so changes of one set, and blocks, come one after the other.
 */
@Singleton
public class RecommendationEdges {

    private static final Cypher<Long> LOCK =
            Cypher.load("graph/lock_profiles.cypher", row -> row.get("id").asLong());
    private static final Cypher<Long> IDS =
            Cypher.load("graph/recommended_ids.cypher", row -> row.get("id").asLong());
    private static final Cypher<Map.Entry<Long, Outcome>> RECOMMEND = Cypher.load(
            "graph/recommend.cypher",
            row -> Map.entry(
                    row.get("target").asLong(),
                    Outcome.valueOf(row.get("outcome").asString())));
    private static final Cypher<Long> UNRECOMMEND =
            Cypher.load("graph/unrecommend.cypher", row -> row.get("removed").asLong());
    private static final Cypher<Long> DISMISS =
            Cypher.load("graph/dismiss.cypher", row -> row.get("since").asLong());
    private static final Cypher<Recommended> PAGE =
            Cypher.load("graph/recommendations_page.cypher", RecommendationEdges::recommended);

    private final Graph graph;
    private final Clock clock;

    /** What came of recommending one profile. */
    public enum Outcome {
        STORED,
        /** There is no such profile, or it blocks the one that it is recommended to. */
        NOT_FOUND,
        BLOCKED,
        DISMISSED,
        /** The set has as many as it may. */
        LIMIT,
        /** It has no node; nothing else is known of it. */
        NO_NODE
    }

    /**
     * Where recommendations come from.
     *
     * @param expiresAt from when on they are no longer served; null for never
     * @param shadow whether they are not served at all
     */
    public record Run(
            String runId, @Nullable String model, @Nullable Instant expiresAt, boolean shadow) {}

    /**
     * One who is recommended.
     *
     * @param evidence kept as it is
     */
    public record Recommended(
            long target,
            double score,
            @Nullable String reason,
            @Nullable String evidence,
            Run run) {

        /** Its place in the set. */
        public long[] position() {
            return new long[] {Double.doubleToLongBits(rank(score)), target};
        }
    }

    RecommendationEdges(Graph graph, Clock clock) {
        this.graph = graph;
        this.clock = clock;
    }

    /** Puts others in the place of all who are in a set, in one moment; answers what came of each. */
    public Map<Long, Outcome> replace(ProfileId profile, Run run, List<Recommended> recommended) {
        return change(profile, run, recommended, true, recommended.size());
    }

    /** Adds to a set, which then has {@code most} at the most; who is in it already is put in again. */
    public Map<Long, Outcome> add(ProfileId profile, Run run, List<Recommended> recommended, int most) {
        return change(profile, run, recommended, false, most);
    }

    /** Makes a profile dismiss another for good; answers false when either is not there. */
    public boolean dismiss(ProfileId profile, ProfileId target) {
        return graph.write(open -> {
            open.run(LOCK, Map.of("ids", List.copyOf(new TreeSet<>(List.of(profile.value(), target.value())))));
            var row =
                    Map.<String, Object>of("profile", profile.value(), "target", target.value(), "at", clock.millis());
            return !open.run(DISMISS, row).isEmpty();
        });
    }

    /** A part of a set, the best first, after a position: of those who have not expired. */
    public List<Recommended> page(ProfileId profile, boolean shadow, long @Nullable [] after, int most) {
        var parameters = Map.<String, Object>of(
                "profile",
                profile.value(),
                "shadow",
                shadow,
                "rank",
                after == null ? Double.NEGATIVE_INFINITY : Double.longBitsToDouble(after[0]),
                "id",
                after == null ? Long.MIN_VALUE : after[1],
                "now",
                clock.millis(),
                "limit",
                most);
        return graph.write(open -> open.run(PAGE, parameters));
    }

    private Map<Long, Outcome> change(
            ProfileId profile, Run run, List<Recommended> recommended, boolean whole, int most) {
        while (true) {
            var done = graph.write(open -> attempt(open, profile, run, recommended, whole, most));
            if (done.isPresent()) {
                return done.get();
            }
            // somebody else has changed the set in between, and is done with it
        }
    }

    /** Empty when others are in the set after the locks than were before: then some of them are not locked. */
    private static Optional<Map<Long, Outcome>> attempt(
            Graph.Statements open, ProfileId profile, Run run, List<Recommended> recommended, boolean whole, int most) {
        var set = Map.<String, Object>of("profile", profile.value(), "shadow", run.shadow());
        var targets = recommended.stream().map(Recommended::target).collect(Collectors.toSet());
        var lock = new TreeSet<>(targets);
        lock.add(profile.value());
        lock.addAll(open.run(IDS, set));
        var locked = new HashSet<>(open.run(LOCK, Map.of("ids", List.copyOf(lock))));
        var present = new HashSet<>(open.run(IDS, set));
        if (!lock.containsAll(present)) {
            return Optional.empty();
        }
        open.run(UNRECOMMEND, with(set, "targets", List.copyOf(whole ? present : targets)));
        return Optional.of(recommend(
                open, with(set, "run", properties(run)), recommended, locked, whole ? Set.of() : present, most));
    }

    /** Who is in the set already first: there is room for them. */
    private static Map<Long, Outcome> recommend(
            Graph.Statements open,
            Map<String, Object> set,
            List<Recommended> recommended,
            Collection<Long> nodes,
            Collection<Long> present,
            int most) {
        var outcomes = new HashMap<Long, Outcome>();
        recommended.forEach(one -> outcomes.put(one.target(), Outcome.NO_NODE));
        var known =
                recommended.stream().filter(one -> nodes.contains(one.target())).toList();
        var again = known.stream().filter(one -> present.contains(one.target())).toList();
        var fresh =
                known.stream().filter(one -> !present.contains(one.target())).toList();
        put(open, set, again, outcomes);
        var room = most - present.size();
        for (int from = 0, to; from < fresh.size(); from = to) {
            to = Math.min(fresh.size(), from + Math.max(room, 0));
            if (to == from) {
                fresh.subList(from, fresh.size()).forEach(one -> outcomes.put(one.target(), Outcome.LIMIT));
                break;
            }
            room -= put(open, set, fresh.subList(from, to), outcomes);
        }
        return outcomes;
    }

    /** Answers how many were stored. */
    private static int put(
            Graph.Statements open,
            Map<String, Object> set,
            List<Recommended> recommended,
            Map<Long, Outcome> outcomes) {
        if (recommended.isEmpty()) {
            return 0;
        }
        var rows = recommended.stream().map(RecommendationEdges::row).toList();
        var stored = 0;
        for (var entry : open.run(RECOMMEND, with(set, "rows", rows))) {
            outcomes.put(entry.getKey(), entry.getValue());
            stored += entry.getValue() == Outcome.STORED ? 1 : 0;
        }
        return stored;
    }

    private static Map<String, Object> with(Map<String, Object> parameters, String name, Object value) {
        var more = new HashMap<>(parameters);
        more.put(name, value);
        return more;
    }

    private static Map<String, Object> row(Recommended one) {
        var row = new HashMap<String, Object>();
        row.put("target", one.target());
        row.put("score", one.score());
        row.put("rank", rank(one.score()));
        row.put("reason", one.reason());
        row.put("evidence", one.evidence());
        return row;
    }

    /** By which the best come first, and of equal ones the lesser id: an index is read in one direction. */
    private static double rank(double score) {
        return 0 - score;
    }

    private static Map<String, Object> properties(Run run) {
        var properties = new HashMap<String, Object>();
        properties.put("runId", run.runId());
        properties.put("model", run.model());
        properties.put(
                "expiresAt", run.expiresAt() == null ? null : run.expiresAt().toEpochMilli());
        return properties;
    }

    private static Recommended recommended(Record row) {
        var expiresAt = row.get("expiresAt");
        return new Recommended(
                row.get("target").asLong(),
                row.get("score").asDouble(),
                row.get("reason").asString(null),
                row.get("evidence").asString(null),
                new Run(
                        Objects.requireNonNull(row.get("runId").asString()),
                        row.get("model").asString(null),
                        expiresAt.isNull() ? null : Instant.ofEpochMilli(expiresAt.asLong()),
                        false));
    }
}
