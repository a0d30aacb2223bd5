package dev.kith.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.kith.cache.RedisStandings.Known;
import dev.kith.graph.Edge;
import dev.kith.graph.EdgeListener;
import dev.kith.graph.Relation;
import dev.kith.graph.Relationship;
import dev.kith.graph.SocialGraph;
import dev.kith.graph.SocialGraph.Pair;
import dev.kith.graph.Standing;
import dev.kith.id.ProfileId;
import io.lettuce.core.RedisException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How profiles stand to each other, as of now: a request that starts after the answer to a write sees what that wrote, on every instance. What this process keeps
 * counts only while Redis says that it is of the newest version. Without Redis, and for profiles with too many edges to be kept, the graph answers.
 */
@Singleton
public class Standings implements EdgeListener {

    private static final Logger LOG = LoggerFactory.getLogger(Standings.class);

    private final SocialGraph graph;
    private final RedisStandings redis;
    private final CacheConfiguration configuration;
    private final Clock clock;
    private final Cache<Long, Standing> local;
    private final AtomicBoolean lost = new AtomicBoolean();
    private final Counter hits;
    private final Counter redisHits;
    private final Counter misses;

    /** A follow or request, and which of its ends are private. */
    public record FollowBetween(Edge follow, boolean followerPrivate, boolean followeePrivate) {}

    Standings(
            SocialGraph graph,
            RedisStandings redis,
            CacheConfiguration configuration,
            Clock clock,
            MeterRegistry meters) {
        this.graph = graph;
        this.redis = redis;
        this.configuration = configuration;
        this.clock = clock;
        this.local = Caffeine.newBuilder()
                .maximumWeight(configuration.localSize())
                .weigher((Long profile, Standing standing) -> 16 + standing.weight())
                .expireAfterAccess(configuration.localTtl())
                .build();
        this.hits = meters.counter("kith.standings", "from", "process");
        this.redisHits = meters.counter("kith.standings", "from", "redis");
        this.misses = meters.counter("kith.standings", "from", "graph");
    }

    /** How a viewer stands to others; those to whom it has no relation are absent. */
    public Map<ProfileId, Relation> of(ProfileId viewer, Collection<ProfileId> others) {
        var relations = new HashMap<ProfileId, Relation>();
        if (others.isEmpty()) {
            return relations;
        }
        var ids = others.stream().map(ProfileId::value).toList();
        var standing = find(List.of(viewer.value())).map(found -> found.get(viewer.value()));
        if (standing.isPresent() && standing.get().complete()) {
            var now = clock.instant();
            others.forEach(other -> put(relations, other, standing.get().to(other.value(), now)));
        } else {
            graph.relationships(List.of(viewer.value()), ids)
                    .forEach(
                            (pair, relationship) -> put(relations, new ProfileId(pair.target()), relationship.there()));
        }
        return relations;
    }

    /** Of which of these communities a profile is a member. */
    public Set<Long> memberships(ProfileId profile, Collection<Long> communities) {
        if (communities.isEmpty()) {
            return Set.of();
        }
        var standing = find(List.of(profile.value())).map(found -> found.get(profile.value()));
        if (standing.isEmpty() || !standing.get().complete()) {
            return graph.membershipsAmong(profile, communities);
        }
        var member = new HashSet<Long>();
        communities.stream().filter(standing.get().communities()::has).forEach(member::add);
        return member;
    }

    /** All from whom posts belong to a profile's home timeline, and all communities that it is a member of. */
    public FeedSources feedSources(ProfileId profile) {
        var known = standing(profile);
        return new FeedSources(known.following(), known.kept(), known.floors(), known.communities());
    }

    /** When the first of a profile's mutes ends by itself that lasts at this time; far away when none does. */
    public Instant nextEndOfMute(ProfileId profile, Instant now) {
        return standing(profile).muting().timesAfter(now.toEpochMilli()).min().stream()
                .mapToObj(Instant::ofEpochMilli)
                .findFirst()
                .orElse(Instant.MAX);
    }

    private Standing standing(ProfileId profile) {
        return find(List.of(profile.value()))
                .map(found -> found.get(profile.value()))
                .filter(Standing::complete)
                .orElseGet(() -> graph.standings(List.of(profile.value()), Integer.MAX_VALUE - 1)
                        .getOrDefault(profile.value(), Standing.ABSENT));
    }

    /** How profiles stand to others, all pairs of them; those without any relation are absent, and so are those with a deleted profile. */
    public Map<Pair, Relationship> between(Collection<Long> sources, Collection<Long> targets) {
        var wanted = new LinkedHashSet<>(sources);
        wanted.addAll(targets);
        var found = find(List.copyOf(wanted));
        if (found.isEmpty() || !found.get().values().stream().allMatch(Standing::complete)) {
            return graph.relationships(sources, targets);
        }
        var now = clock.instant();
        var relationships = new HashMap<Pair, Relationship>();
        for (var source : sources) {
            var there = Objects.requireNonNull(found.get().get(source));
            for (var target : targets) {
                var back = Objects.requireNonNull(found.get().get(target));
                if (source.equals(target) || there.deleted() || back.deleted()) {
                    continue;
                }
                var relation = there.to(target, now);
                var follow = back.follow(source);
                if (follow != null || !relation.equals(Relation.NONE)) {
                    relationships.put(
                            new Pair(source, target),
                            new Relationship(relation, new Relation(follow, false, false, false, false)));
                }
            }
        }
        return relationships;
    }

    /** The follow or request that leads from one profile to another, neither of them deleted. */
    public Optional<FollowBetween> follow(ProfileId follower, ProfileId followee) {
        var ids = List.of(follower.value(), followee.value());
        var found = find(ids);
        if (found.isPresent()) {
            var source = Objects.requireNonNull(found.get().get(follower.value()));
            var target = Objects.requireNonNull(found.get().get(followee.value()));
            if (source.deleted() || target.deleted()) {
                return Optional.empty();
            }
            if (source.complete()) {
                return Optional.ofNullable(source.follow(followee.value()))
                        .map(edge -> new FollowBetween(edge, source.isPrivate(), target.isPrivate()));
            }
        }
        var follow = graph.relationships(List.of(follower.value()), List.of(followee.value()))
                .getOrDefault(new Pair(follower.value(), followee.value()), Relationship.NONE)
                .there()
                .follow();
        if (follow == null) {
            return Optional.empty();
        }
        var flags = graph.privacy(ids);
        return Optional.of(new FollowBetween(
                follow, flags.getOrDefault(follower.value(), false), flags.getOrDefault(followee.value(), false)));
    }

    /**
     * What is kept of a profile's standing beside what the graph says; nothing is filled in. Where the two differ they are looked at once more, since somebody may
     * just have written.
     */
    public StandingSight check(ProfileId profile) {
        var check = checkOnce(profile.value());
        return check.verdict() == StandingSight.Verdict.DIFFERS ? checkOnce(profile.value()) : check;
    }

    private StandingSight checkOnce(long profile) {
        var here = local.getIfPresent(profile);
        if (!configuration.enabled()) {
            return new StandingSight(false, null, null, here, present(profile));
        }
        try {
            var kept = Objects.requireNonNull(redis.kept(List.of(profile)).get(profile));
            return new StandingSight(true, kept.known(), kept.decoded(), here, present(profile));
        } catch (RedisException down) {
            return new StandingSight(false, null, null, here, present(profile));
        }
    }

    private Standing present(long profile) {
        return graph.standings(List.of(profile), configuration.edges()).getOrDefault(profile, Standing.ABSENT);
    }

    /** Makes what is kept of these profiles count no more. */
    @Override
    public boolean changed(Map<Long, Long> versions) {
        if (!configuration.enabled()) {
            return true;
        }
        try {
            redis.raise(versions);
            if (lost.compareAndSet(true, false)) {
                LOG.info("Redis is told of changes again");
            }
            return true;
        } catch (RedisException failed) {
            if (lost.compareAndSet(false, true)) {
                LOG.warn("Redis is not told of changes, until the outbox reaches it: {}", failed.toString());
            }
            return false;
        }
    }

    /** The standings of all these profiles; none when Redis does not say what is new. */
    private Optional<Map<Long, Standing>> find(List<Long> profiles) {
        if (!configuration.enabled()) {
            return Optional.empty();
        }
        try {
            return Optional.of(load(profiles));
        } catch (RedisException failed) {
            LOG.debug("the graph is asked instead of Redis: {}", failed.toString());
            return Optional.empty();
        }
    }

    private Map<Long, Standing> load(List<Long> profiles) {
        var known = redis.known(profiles);
        var found = new HashMap<Long, Standing>();
        var elsewhere = new HashMap<Long, Known>();
        var missing = new HashMap<Long, Known>();
        for (int i = 0; i < profiles.size(); i++) {
            var profile = profiles.get(i);
            var version = known.get(i).version();
            var kept = local.getIfPresent(profile);
            if (version == null) {
                missing.put(profile, known.get(i));
            } else if (kept != null && kept.version() == version) {
                found.put(profile, kept);
            } else {
                elsewhere.put(profile, known.get(i));
            }
        }
        var hitsNow = found.size();
        hits.increment(hitsNow);
        if (!elsewhere.isEmpty()) {
            var kept = redis.get(List.copyOf(elsewhere.keySet()));
            elsewhere.forEach((profile, newest) -> {
                var standing = standing(kept.get(profile), newest);
                if (standing == null) {
                    missing.put(profile, newest);
                } else {
                    found.put(profile, standing);
                    local.put(profile, standing);
                }
            });
        }
        redisHits.increment((double) profiles.size() - missing.size() - hitsNow);
        if (!missing.isEmpty()) {
            misses.increment(missing.size());
            found.putAll(fill(missing));
        }
        return found;
    }

    private static @Nullable Standing standing(byte @Nullable [] bytes, Known newest) {
        var standing = bytes == null ? null : Standing.ofBytes(bytes);
        return standing == null || !Objects.equals(newest.version(), standing.version()) ? null : standing;
    }

    /** Profiles without a node are not kept: nobody would raise the version of one that appears. */
    private Map<Long, Standing> fill(Map<Long, Known> missing) {
        var read = graph.standings(missing.keySet(), configuration.edges());
        redis.put(missing, read);
        local.putAll(read);
        missing.keySet().forEach(profile -> read.putIfAbsent(profile, Standing.ABSENT));
        return read;
    }

    private static void put(Map<ProfileId, Relation> relations, ProfileId other, Relation relation) {
        if (!relation.equals(Relation.NONE)) {
            relations.put(other, relation);
        }
    }
}
