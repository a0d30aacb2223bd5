package dev.kith.recommendation;

import dev.kith.graph.RecommendationEdges;
import dev.kith.graph.RecommendationEdges.Outcome;
import dev.kith.graph.RecommendationEdges.Recommended;
import dev.kith.graph.RecommendationEdges.Run;
import dev.kith.id.ProfileId;
import dev.kith.profile.ProfileCard;
import dev.kith.profile.Profiles;
import dev.kith.profile.Readers;
import dev.kith.recommendation.NewRecommendations.NewRecommendation;
import dev.kith.recommendation.RecommendationViews.RecommendationView;
import dev.kith.web.PageQuery;
import dev.kith.web.Pages.Listing;
import dev.kith.web.Problem;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Whom profiles should meet: kept as jobs bring it, judged when it is served. */
@Singleton
public class Recommendations {

    private final RecommendationEdges edges;
    private final RecommendationViews views;
    private final Profiles profiles;
    private final Readers readers;

    /** What came of bringing recommendations. */
    @Serdeable
    @Schema(name = "StoredRecommendations")
    record Stored(@Schema(example = "49") int stored, List<Skipped> skipped) {}

    /** One that was not stored. */
    @Serdeable
    @Schema(name = "SkippedRecommendation")
    record Skipped(
            @Schema(example = "689712345678905678") ProfileId targetId,

            @Schema(example = "dismissed", description = "notFound, blocked, dismissed or limit.")
            String reason) {}

    /**
     * A part of what is served, the best first.
     *
     * @param more whether others follow
     */
    public record Part(List<ProfileCard> profiles, boolean more) {}

    Recommendations(RecommendationEdges edges, RecommendationViews views, Profiles profiles, Readers readers) {
        this.edges = edges;
        this.views = views;
        this.profiles = profiles;
        this.readers = readers;
    }

    /** Who is recommended to a profile, so many after so many; {@code 404} when there is no such profile. */
    public Part served(ProfileId profile, int offset, int limit) {
        requireProfile(profile);
        readers.reads(profile);
        var shown = views.of(profile, edges.page(profile, false, null, NewRecommendations.MOST));
        return new Part(
                shown.stream()
                        .skip(offset)
                        .limit(limit)
                        .map(seen -> seen.view().profile())
                        .toList(),
                shown.size() > (long) offset + limit);
    }

    /** The list that pages are cut from. */
    Listing<Recommended, RecommendationView> list(ProfileId profile, boolean shadow) {
        requireProfile(profile);
        if (!shadow) {
            readers.reads(profile);
        }
        return new Listing<>(
                (shadow ? "shadow recommendations " : "recommendations ") + profile,
                PageQuery.MAX,
                2,
                (after, most) -> edges.page(profile, shadow, after, most),
                Recommended::position,
                recommended -> views.of(profile, recommended));
    }

    /** Puts these in the place of the profile's set, in one moment. */
    Stored replace(ProfileId profile, NewRecommendations brought) {
        return bring(profile, brought, () -> edges.replace(profile, brought.run(), recommended(brought)));
    }

    /** Adds these to the profile's set. */
    Stored add(ProfileId profile, NewRecommendations brought) {
        return bring(
                profile,
                brought,
                () -> edges.add(profile, brought.run(), recommended(brought), NewRecommendations.MOST));
    }

    void clear(ProfileId profile, boolean shadow) {
        requireProfile(profile);
        edges.replace(profile, new Run("", null, null, shadow), List.of());
    }

    /** Who was dismissed never comes back. Of one who is not there, nothing need be kept. */
    void dismiss(ProfileId profile, ProfileId target) {
        if (profile.equals(target)) {
            throw NewRecommendations.selfRelation();
        }
        requireProfile(profile);
        if (!edges.dismiss(profile, target)
                && profiles.ensureNodes(List.of(profile, target)).contains(target)) {
            edges.dismiss(profile, target);
        }
    }

    private Stored bring(ProfileId profile, NewRecommendations brought, Supplier<Map<Long, Outcome>> write) {
        brought.require(profile);
        requireProfile(profile);
        var outcomes = write.get();
        var homeless = new ArrayList<ProfileId>();
        outcomes.forEach((target, outcome) -> {
            if (outcome == Outcome.NO_NODE) {
                homeless.add(new ProfileId(target));
            }
        });
        if (!homeless.isEmpty()) {
            homeless.add(profile);
            profiles.ensureNodes(homeless);
            outcomes = write.get();
        }
        var skipped = new ArrayList<Skipped>();
        for (var item : brought.all()) {
            var outcome = outcomes.getOrDefault(item.targetId().value(), Outcome.NOT_FOUND);
            if (outcome != Outcome.STORED) {
                skipped.add(new Skipped(item.targetId(), reason(outcome)));
            }
        }
        return new Stored(brought.all().size() - skipped.size(), skipped);
    }

    private static String reason(Outcome outcome) {
        return switch (outcome) {
            case NOT_FOUND, NO_NODE -> "notFound";
            case BLOCKED -> "blocked";
            case DISMISSED -> "dismissed";
            case LIMIT -> "limit";
            case STORED -> throw new IllegalArgumentException("stored");
        };
    }

    void requireProfile(ProfileId profile) {
        if (profiles.card(profile).isEmpty()) {
            throw Problem.notFound("profile", profile);
        }
    }

    private List<Recommended> recommended(NewRecommendations brought) {
        var run = brought.run();
        return brought.all().stream().map(item -> recommended(item, run)).toList();
    }

    private Recommended recommended(NewRecommendation item, Run run) {
        return new Recommended(
                item.targetId().value(), item.score(), item.reason(), views.stored(item.evidence()), run);
    }
}
