package dev.kith.recommendation;

import dev.kith.graph.Neighbour;
import dev.kith.graph.NodeStates;
import dev.kith.graph.RecommendationEdges;
import dev.kith.id.ProfileId;
import dev.kith.id.RunId;
import dev.kith.profile.ProfileCard;
import dev.kith.profile.Profiles;
import dev.kith.recommendation.NewRecommendations.NewRecommendation;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows all that is recommended to a profile, whether or not it is served, and what would be if it was worked out now. */
@Singleton
public class RecommendationInspection {

    /** So many dismissals are shown. */
    private static final int MOST_DISMISSED = 50;

    /** How long to wait for the follows to be loaded. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RecommendationEdges edges;
    private final NodeStates nodes;
    private final RecommendationViews views;
    private final Profiles profiles;
    private final Generator generator;
    private final Runs runs;
    private final Clock clock;

    /**
     * What is recommended to a profile.
     *
     * @param served the set that is in use
     * @param shadow the one beside it that is not served
     * @param dismissed some of those who are never recommended again
     * @param servedThoughDismissed those of the set in use that are dismissed as well: of them there should be none
     */
    public record Sets(
            List<InspectedRecommendation> served,
            List<InspectedRecommendation> shadow,
            List<Dismissed> dismissed,
            List<ProfileId> servedThoughDismissed) {}

    /**
     * One who is never recommended again.
     *
     * @param card null when the profile is deleted
     */
    public record Dismissed(ProfileId target, @Nullable ProfileCard card, Instant since) {}

    /**
     * What working out a set would come to.
     *
     * @param fresh who would come to be recommended
     * @param gone who would no longer be
     * @param kept how many would still be
     */
    public record Plan(List<ProfileCard> fresh, List<ProfileId> gone, int kept) {

        public int size() {
            return fresh.size() + kept;
        }
    }

    /** How far a run has come. */
    public record Run(
            RunId id,
            int done,
            int failed,
            long stored,
            @Nullable Instant finishedAt) {

        static Run of(RunRow row) {
            return new Run(new RunId(row.id()), row.done(), row.failed(), row.stored(), row.finishedAt());
        }
    }

    RecommendationInspection(
            RecommendationEdges edges,
            NodeStates nodes,
            RecommendationViews views,
            Profiles profiles,
            Generator generator,
            Runs runs,
            Clock clock) {
        this.edges = edges;
        this.nodes = nodes;
        this.views = views;
        this.profiles = profiles;
        this.generator = generator;
        this.runs = runs;
        this.clock = clock;
    }

    public Sets inspect(ProfileId profile) {
        var now = clock.instant();
        var served = edges.best(profile, false, NewRecommendations.MOST);
        var shadow = edges.best(profile, true, NewRecommendations.MOST);
        var dismissed = nodes.dismissed(profile, MOST_DISMISSED);
        var cards = profiles.cards(dismissed.stream().map(Neighbour::profile).toList());
        return new Sets(
                views.inspect(profile, served, now),
                views.inspect(profile, shadow, now),
                dismissed.stream()
                        .map(one -> new Dismissed(one.profile(), cards.get(one.profile()), one.since()))
                        .toList(),
                edges
                        .dismissed(
                                profile,
                                served.stream().map(one -> one.target()).toList())
                        .stream()
                        .map(ProfileId::new)
                        .sorted()
                        .toList());
    }

    /** What {@link #begin} would do, about: it is worked out the same way, and nothing is stored. */
    public Plan plan(ProfileId profile) {
        var next = generator.workOut(profile, clock.millis(), PATIENCE).all().stream()
                .map(NewRecommendation::targetId)
                .toList();
        var present = edges.best(profile, false, NewRecommendations.MOST).stream()
                .map(one -> new ProfileId(one.target()))
                .collect(Collectors.toSet());
        var cards = profiles.cards(next);
        var gone = new HashSet<>(present);
        gone.removeAll(Set.copyOf(next));
        return new Plan(
                next.stream()
                        .filter(target -> !present.contains(target))
                        .map(cards::get)
                        .filter(Objects::nonNull)
                        .toList(),
                gone.stream().sorted().toList(),
                present.size() - gone.size());
    }

    /** Has recommendations worked out; while a run for the profile is under way, that is answered. */
    public Run begin(ProfileId profile) {
        return Run.of(runs.begin(profile));
    }

    /** A run by its id; none when there is no such run any more. */
    public Optional<Run> run(RunId id) {
        return runs.look(id).map(Run::of);
    }
}
