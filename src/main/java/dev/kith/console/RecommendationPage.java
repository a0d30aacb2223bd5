package dev.kith.console;

import dev.kith.profile.ProfileCard;
import dev.kith.recommendation.InspectedRecommendation;
import dev.kith.recommendation.InspectedRecommendation.Unserved;
import dev.kith.recommendation.RecommendationInspection.Plan;
import dev.kith.recommendation.RecommendationInspection.Sets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the page of recommendations says.
 *
 * @param found null while nobody is looked at
 */
record RecommendationPage(Chosen.One chosen, @Nullable SetsPart found) {

    /** So many of each set are shown. */
    private static final int MOST = 100;

    /** So many of those who would come are named. */
    private static final int NAMED = 20;

    /**
     * All sets of a profile.
     *
     * @param warning what should not be; null when all is well
     */
    record SetsPart(
            SetPart served,
            SetPart shadow,
            List<DismissedLine> dismissed,
            @Nullable String warning) {}

    /**
     * A set.
     *
     * @param told how many it has, and how many of them are served
     */
    record SetPart(String told, List<Line> lines, int left) {}

    /**
     * One who is recommended.
     *
     * @param other where it stands in the other set; null when it does not
     */
    record Line(
            int place,
            Who who,
            String score,
            @Nullable String other,
            Verdict state,
            @Nullable String reason,
            List<EvidenceLine> evidence,
            String run,
            @Nullable String model,
            String expires) {}

    /** @param who null where words are the evidence */
    record EvidenceLine(@Nullable Who who, String text, boolean hidden) {}

    record DismissedLine(Who who, String since) {}

    /** What working a set out anew would come to. */
    record PlanPart(String profile, String told, List<Who> fresh, int left) {

        static PlanPart of(String profile, Plan plan) {
            return new PlanPart(
                    profile,
                    "The set would have %s: %s would come, %s would go, %s would stay."
                            .formatted(
                                    Format.count(plan.size()),
                                    Format.count(plan.fresh().size()),
                                    Format.count(plan.gone().size()),
                                    Format.count(plan.kept())),
                    plan.fresh().stream().limit(NAMED).map(Who::of).toList(),
                    Math.max(0, plan.fresh().size() - NAMED));
        }
    }

    static SetsPart of(Sets sets) {
        return new SetsPart(
                set(sets.served(), false, places(sets.shadow())),
                set(sets.shadow(), true, places(sets.served())),
                sets.dismissed().stream()
                        .map(one -> new DismissedLine(Who.of(one.target(), one.card()), Format.time(one.since())))
                        .toList(),
                sets.servedThoughDismissed().isEmpty()
                        ? null
                        : "In the set, though dismissed: "
                                + Format.ids(sets.servedThoughDismissed().stream()
                                        .map(one -> one.value())
                                        .toList()));
    }

    private static Map<String, String> places(List<InspectedRecommendation> set) {
        var places = new HashMap<String, String>();
        for (int i = 0; i < set.size(); i++) {
            places.put(
                    set.get(i).target().toString(),
                    "%d, %s".formatted(i + 1, score(set.get(i).score())));
        }
        return places;
    }

    private static SetPart set(List<InspectedRecommendation> set, boolean shadow, Map<String, String> others) {
        var served = set.stream().filter(one -> one.unserved() == null).count();
        return new SetPart(
                set.isEmpty()
                        ? "empty"
                        : Format.count(set.size()) + " stored, " + Format.count(served) + " of them "
                                + (shadow ? "would be" : "are") + " served",
                IntStream.range(0, Math.min(MOST, set.size()))
                        .mapToObj(i -> line(i + 1, set.get(i), shadow, others))
                        .toList(),
                Math.max(0, set.size() - MOST));
    }

    private static Line line(int place, InspectedRecommendation one, boolean shadow, Map<String, String> others) {
        return new Line(
                place,
                Who.of(one.target(), one.card()),
                score(one.score()),
                others.get(one.target().toString()),
                state(one.unserved(), shadow),
                one.reason(),
                one.evidence().stream().map(RecommendationPage::evidence).toList(),
                one.runId(),
                one.model(),
                one.expiresAt() == null ? "never" : Format.time(one.expiresAt()));
    }

    private static EvidenceLine evidence(InspectedRecommendation.Evidence evidence) {
        var profile = evidence.profile();
        ProfileCard card = evidence.card();
        var count = evidence.count() == null ? "" : Format.count(evidence.count()) + " ";
        return new EvidenceLine(
                profile == null ? null : Who.of(profile, card),
                count + (evidence.text() == null ? "" : evidence.text()),
                evidence.hidden());
    }

    private static Verdict state(@Nullable Unserved unserved, boolean shadow) {
        if (unserved == null) {
            return shadow ? Verdict.info("would be served") : new Verdict("served", "is-up");
        }
        return Verdict.warning(unserved.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    private static String score(double score) {
        return String.format(Locale.ROOT, "%.4f", score);
    }
}
