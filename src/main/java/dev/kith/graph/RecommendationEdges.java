package dev.kith.graph;

import dev.kith.id.Ids;
import dev.kith.id.ProfileId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * Whom profiles are recommended: each has a set that is served and one in the shadow, that is not. A set is never changed but by blocks and dismissals, which end edges.
 * Another takes its place: its edges are made first, under the locks of all who are in it, in order of their ids, as all writers of edges do; then it is put in
 * use; and then those of the former are removed. So readers find the one or the other, whole, and hold up nobody.
 */
@Singleton
public class RecommendationEdges {

    private static final Cypher<InUse> IN_USE = Cypher.load(
            "graph/recommended_set.cypher",
            row -> new InUse(row.get("set").asLong(), Set.copyOf(row.get("ids").asList(Value::asLong))));
    private static final Cypher<Long> KEEP =
            Cypher.load("graph/recommended_keep.cypher", row -> row.get("kept").asLong());
    private static final Cypher<Long> USE =
            Cypher.load("graph/recommended_use.cypher", row -> row.get("former").asLong());
    private static final Cypher<Long> OBSOLETE = Cypher.load(
            "graph/recommended_obsolete.cypher", row -> row.get("id").asLong());
    private static final Cypher<Long> REMOVE = Cypher.load(
            "graph/recommended_remove.cypher", row -> row.get("removed").asLong());
    private static final Cypher<Map.Entry<Long, Outcome>> RECOMMEND = Cypher.load(
            "graph/recommend.cypher",
            row -> Map.entry(
                    row.get("target").asLong(),
                    Outcome.valueOf(row.get("outcome").asString())));
    private static final Cypher<Long> DISMISS =
            Cypher.load("graph/dismiss.cypher", row -> row.get("since").asLong());
    private static final Cypher<Long> DISMISSED_AMONG =
            Cypher.load("graph/dismissed_among.cypher", row -> row.get("id").asLong());
    private static final Cypher<Part> PAGE = Cypher.load(
            "graph/recommendations_page.cypher",
            row -> new Part(
                    row.get("whole").asBoolean(), row.get("recommended").asList(RecommendationEdges::recommended)));

    /** A set that is not put in use within this time is not any more. */
    private static final Duration TIME_TO_USE = Duration.ofMinutes(2);

    /** Whoever made a set so long ago, and did not put it in use, is gone. */
    private static final Duration LEFT_BEHIND = Duration.ofMinutes(15);

    private final Graph graph;
    private final Ids ids;
    private final Clock clock;

    /** The number of a set, and whom it recommends. */
    private record InUse(long set, Set<Long> ids) {}

    /** What was read of a set, and whether it was in use all the time. */
    private record Part(boolean whole, List<Recommended> recommended) {}

    /**
     * A set that was made and is not in use yet.
     *
     * @param former the one that it was made from; null when it was made from nothing
     */
    private record Made(long set, @Nullable Long former, Map<Long, Outcome> outcomes) {}

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

        public boolean hasExpired(Instant now) {
            return run.expiresAt() != null && !run.expiresAt().isAfter(now);
        }

        /** Its place in the set. */
        public long[] position() {
            return new long[] {Double.doubleToLongBits(rank(score)), target};
        }
    }

    RecommendationEdges(Graph graph, Ids ids, Clock clock) {
        this.graph = graph;
        this.ids = ids;
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
            LockedProfiles.lock(open, List.of(profile.value(), target.value()));
            var row =
                    Map.<String, Object>of("profile", profile.value(), "target", target.value(), "at", clock.millis());
            return !open.run(DISMISS, row).isEmpty();
        });
    }

    /** Which of these a profile has dismissed. */
    public Set<Long> dismissed(ProfileId profile, Collection<Long> targets) {
        return targets.isEmpty()
                ? Set.of()
                : Set.copyOf(graph.read(
                        DISMISSED_AMONG, Map.of("profile", profile.value(), "targets", List.copyOf(targets))));
    }

    /** A part of a set, the best first, after a position: of those who have not expired. */
    public List<Recommended> page(ProfileId profile, boolean shadow, long @Nullable [] after, int most) {
        return page(profile, shadow, after, clock.millis(), most);
    }

    /** The best of a set, whether or not they have expired. */
    public List<Recommended> best(ProfileId profile, boolean shadow, int most) {
        return page(profile, shadow, null, Long.MIN_VALUE, most);
    }

    private List<Recommended> page(ProfileId profile, boolean shadow, long @Nullable [] after, long now, int most) {
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
                now,
                "limit",
                most);
        while (true) {
            // asked where writes go, so that it is as of now
            var parts = graph.write(open -> open.run(PAGE, parameters));
            if (parts.isEmpty()) {
                return List.of();
            }
            if (parts.getFirst().whole()) {
                return parts.getFirst().recommended();
            }
        }
    }

    private Map<Long, Outcome> change(
            ProfileId profile, Run run, List<Recommended> recommended, boolean whole, int most) {
        while (true) {
            var next = ids.next();
            var made = graph.write(open -> whole
                    ? Optional.of(fromNothing(open, profile, run, recommended, next))
                    : fromFormer(open, profile, run, recommended, next, most));
            if (made.isPresent() && isInTime(next)) {
                var former = use(profile, run, made.get());
                if (former.isPresent()) {
                    remove(profile, former.get());
                    return made.get().outcomes();
                }
                if (whole) {
                    // it has no node, and so no sets
                    return made.get().outcomes();
                }
                remove(profile, next);
            }
            // somebody else has put another in use in between
        }
    }

    private boolean isInTime(long set) {
        return clock.instant().isBefore(Ids.timeOf(set).plus(TIME_TO_USE));
    }

    private static Made fromNothing(
            Graph.Statements open, ProfileId profile, Run run, List<Recommended> recommended, long next) {
        if (recommended.isEmpty()) {
            return new Made(next, null, Map.of());
        }
        var lock = recommended.stream().map(Recommended::target).collect(Collectors.toSet());
        lock.add(profile.value());
        var locked = LockedProfiles.lock(open, lock).found();
        var outcomes = recommend(open, set(profile, run, next), recommended, locked, Set.of(), recommended.size());
        return new Made(next, null, outcomes);
    }

    /** Empty when another set was put in use while locks were waited for. */
    private static Optional<Made> fromFormer(
            Graph.Statements open, ProfileId profile, Run run, List<Recommended> recommended, long next, int most) {
        var which = Map.<String, Object>of("profile", profile.value(), "shadow", run.shadow());
        var before = open.run(IN_USE, which).stream().findFirst();
        var targets = recommended.stream().map(Recommended::target).collect(Collectors.toSet());
        var lock = new HashSet<>(targets);
        lock.add(profile.value());
        before.ifPresent(used -> lock.addAll(used.ids()));
        var locked = LockedProfiles.lock(open, lock).found();
        var now = open.run(IN_USE, which).stream().findFirst();
        if (now.isEmpty()) {
            return Optional.of(new Made(
                    next, null, recommend(open, set(profile, run, next), recommended, locked, Set.of(), most)));
        }
        if (before.isEmpty() || before.get().set() != now.get().set()) {
            return Optional.empty();
        }
        var former = now.get();
        var keep = with(set(profile, run, next), "targets", List.copyOf(targets));
        open.run(KEEP, with(keep, "former", former.set()));
        var outcomes = recommend(open, set(profile, run, next), recommended, locked, former.ids(), most);
        return Optional.of(new Made(next, former.set(), outcomes));
    }

    /** Answers which set was in use until now; empty when that is another than it was made from. */
    private Optional<Long> use(ProfileId profile, Run run, Made made) {
        var parameters = new HashMap<String, Object>();
        parameters.put("profile", profile.value());
        parameters.put("shadow", run.shadow());
        parameters.put("expected", made.former());
        parameters.put("set", made.set());
        return graph.write(open -> open.run(USE, parameters)).stream().findFirst();
    }

    /** Removes what is no longer in use. Should that fail, or the process end, whoever changes the profile's sets next does it. */
    private void remove(ProfileId profile, long former) {
        var obsolete = Map.<String, Object>of(
                "profile", profile.value(),
                "former", former,
                "before", Ids.firstAt(clock.instant().minus(LEFT_BEHIND)));
        graph.write(open -> {
            var lock = new HashSet<>(open.run(OBSOLETE, obsolete));
            if (lock.isEmpty()) {
                return 0;
            }
            var targets = List.copyOf(lock);
            lock.add(profile.value());
            LockedProfiles.lock(open, lock);
            open.run(REMOVE, with(obsolete, "targets", targets));
            return targets.size();
        });
    }

    private static Map<String, Object> set(ProfileId profile, Run run, long set) {
        return Map.of("profile", profile.value(), "shadow", run.shadow(), "set", set, "run", properties(run));
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

    private static Recommended recommended(Value row) {
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
