package dev.kith.recommendation;

import dev.kith.graph.RecommendationEdges;
import dev.kith.graph.RecommendationEdges.Recommended;
import dev.kith.graph.RecommendationEdges.Run;
import dev.kith.id.ProfileId;
import dev.kith.recommendation.Affinities.Affinity;
import dev.kith.recommendation.NewRecommendations.Evidence;
import dev.kith.recommendation.NewRecommendations.NewRecommendation;
import dev.kith.recommendation.Suggester.Suggestion;
import dev.kith.snapshot.FollowArrays;
import dev.kith.snapshot.Snapshots;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Works out whom one profile is recommended: those whom follows suggest, and those with communities or tags in common, of whom nobody is left that would not be served.
 * Each comes with a reason, and with what speaks for it. The same run comes to the same as long as the same is known.
 */
@Singleton
class Generator {

    static final String MODEL = "follow-back, adamic-adar, pagerank, affinity 1";

    /** What is known of candidates from elsewhere than from follows counts less than all that follows say. */
    private static final double COMMUNITIES = 0.2;

    private static final double TAGS = 0.1;

    /** For each that is wanted so many are looked at: some of them would not be served. */
    private static final int SPARE = 4;

    /** How many of those through whom a candidate is known are named. */
    private static final int NAMED = 2;

    /** A run waits for the snapshot to be loaded. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Snapshots snapshots;
    private final Affinities affinities;
    private final RecommendationEdges edges;
    private final RecommendationViews views;
    private final GeneratorConfiguration configuration;
    private final Clock clock;

    /**
     * One who may be recommended, by all that is known.
     *
     * @param suggestion null where follows say nothing
     */
    private record Candidate(
            long id, double score, @Nullable Suggestion suggestion, Affinity affinity) {

        static final Comparator<Candidate> BEST_FIRST =
                Comparator.comparingDouble(Candidate::score).reversed().thenComparingLong(Candidate::id);

        Recommended recommended(Run run) {
            return new Recommended(id, score, null, null, run);
        }
    }

    Generator(
            Snapshots snapshots,
            Affinities affinities,
            RecommendationEdges edges,
            RecommendationViews views,
            GeneratorConfiguration configuration,
            Clock clock) {
        this.snapshots = snapshots;
        this.affinities = affinities;
        this.edges = edges;
        this.views = views;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** A whole set for a profile, perhaps an empty one. */
    NewRecommendations workOut(ProfileId profile, long run) {
        return workOut(profile, run, PATIENCE);
    }

    /** @param patience how long to wait for the snapshot to be loaded */
    NewRecommendations workOut(ProfileId profile, long run, Duration patience) {
        var follows = snapshots.current(patience).follows();
        var expiresAt = clock.instant().plus(configuration.lifetime());
        var origin = new Run(Long.toString(run), MODEL, expiresAt, false);
        var candidates = candidates(profile, follows, run);
        return new NewRecommendations(
                origin.runId(),
                MODEL,
                expiresAt,
                false,
                servable(profile, candidates, origin).stream()
                        .limit(configuration.most())
                        .map(candidate -> recommendation(profile, follows, candidate))
                        .toList());
    }

    private List<Candidate> candidates(ProfileId profile, FollowArrays follows, long run) {
        var most = SPARE * configuration.most();
        var number = follows.number(profile.value());
        var suggested = number < 0
                ? Map.<Long, Suggestion>of()
                : new Suggester(follows, run)
                        .suggest(number, most).stream()
                                .collect(Collectors.toMap(one -> follows.id(one.profile()), one -> one));
        var common = affinities.of(profile, most);
        var communities = common.values().stream()
                .mapToDouble(Affinity::communityWeight)
                .max()
                .orElse(0);
        var tags = common.values().stream().mapToInt(Affinity::tags).max().orElse(0);
        return Stream.concat(suggested.keySet().stream(), common.keySet().stream())
                .distinct()
                .filter(id -> id != profile.value())
                .map(id -> {
                    var suggestion = suggested.get(id);
                    var affinity = common.getOrDefault(id, Affinity.NONE);
                    var score = (suggestion == null ? 0 : suggestion.score())
                            + COMMUNITIES * share(affinity.communityWeight(), communities)
                            + TAGS * share(affinity.tags(), tags);
                    return new Candidate(id, score, suggestion, affinity);
                })
                .sorted(Candidate.BEST_FIRST)
                .limit(most)
                .toList();
    }

    /** Those that would be served, and are not dismissed. */
    private List<Candidate> servable(ProfileId profile, List<Candidate> candidates, Run run) {
        var served =
                views
                        .of(
                                profile,
                                candidates.stream()
                                        .map(candidate -> candidate.recommended(run))
                                        .toList())
                        .stream()
                        .map(seen -> seen.row().target())
                        .collect(Collectors.toSet());
        served.removeAll(edges.dismissed(profile, served));
        return candidates.stream()
                .filter(candidate -> served.contains(candidate.id()))
                .toList();
    }

    private static NewRecommendation recommendation(ProfileId profile, FollowArrays follows, Candidate candidate) {
        var reasons = new ArrayList<String>();
        var evidence = new ArrayList<Evidence>();
        var suggestion = candidate.suggestion();
        if (suggestion != null && suggestion.followsBack()) {
            reasons.add("Follows you");
            evidence.add(new Evidence(null, "follows you", null));
        }
        if (suggestion != null) {
            var through = through(follows, follows.number(profile.value()), suggestion.profile());
            if (!through.isEmpty()) {
                reasons.add("Followed by people you follow");
                through.stream().limit(NAMED).forEach(one -> evidence.add(new Evidence(one, null, null)));
            }
            if (through.size() > NAMED) {
                evidence.add(new Evidence(null, "others you follow", through.size() - NAMED));
            }
        }
        if (candidate.affinity().communities() > 0) {
            reasons.add("In a community of yours");
            evidence.add(new Evidence(
                    null, "communities in common", candidate.affinity().communities()));
        }
        if (candidate.affinity().tags() > 0) {
            reasons.add("Has tags of yours");
            evidence.add(
                    new Evidence(null, "tags in common", candidate.affinity().tags()));
        }
        return new NewRecommendation(
                new ProfileId(candidate.id()),
                candidate.score(),
                reasons.isEmpty() ? null : reasons.getFirst(),
                evidence);
    }

    /** Through whom a candidate is known, those first who follow few: they say most. */
    private static List<ProfileId> through(FollowArrays follows, int profile, int candidate) {
        return Arrays.stream(follows.mutual(profile, candidate))
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(
                                one -> follows.followees(one).size())
                        .thenComparing(Comparator.naturalOrder()))
                .map(one -> new ProfileId(follows.id(one)))
                .toList();
    }

    private static double share(double of, double best) {
        return best == 0 ? 0 : of / best;
    }
}
