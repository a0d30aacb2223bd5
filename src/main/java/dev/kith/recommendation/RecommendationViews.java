package dev.kith.recommendation;

import dev.kith.graph.RecommendationEdges.Recommended;
import dev.kith.graph.Relation;
import dev.kith.id.ProfileId;
import dev.kith.profile.ProfileCard;
import dev.kith.profile.Profiles;
import dev.kith.recommendation.InspectedRecommendation.Unserved;
import dev.kith.recommendation.NewRecommendations.Evidence;
import dev.kith.visibility.Actor.Role;
import dev.kith.visibility.Item;
import dev.kith.visibility.Verdict;
import dev.kith.visibility.Viewer;
import dev.kith.visibility.Viewers;
import dev.kith.visibility.Visibility;
import dev.kith.web.Json;
import dev.kith.web.Pages.Seen;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Recommendations as they are served: those that still hold, with as much of their evidence as may be seen. */
@Singleton
class RecommendationViews {

    private static final Argument<List<Evidence>> EVIDENCE = Argument.listOf(Evidence.class);

    /** Why one who may be seen is not recommended all the same. */
    private static final Map<Unserved, Predicate<Relation>> NEEDLESS = new EnumMap<>(Map.of(
            Unserved.FOLLOWED, Relation::following,
            Unserved.REQUESTED, Relation::requested,
            Unserved.CONNECTED, Relation::connected,
            Unserved.MUTED, Relation::muting));

    private final Profiles profiles;
    private final Viewers viewers;
    private final Json json;

    /**
     * One who is recommended.
     *
     * @param reason absent also when it may speak of somebody who is hidden
     */
    @Serdeable
    @Schema(name = "Recommendation")
    record RecommendationView(
            ProfileCard profile,
            @Schema(example = "0.87") double score,

            @Schema(example = "Followed by people you follow") @Nullable
            String reason,

            List<EvidenceView> evidence,
            @Schema(example = "nightly-2026-03-01") String runId) {}

    /** What speaks for it: a profile, or a few words, or how many of something. */
    @Serdeable
    @Schema(name = "Evidence")
    record EvidenceView(
            @Nullable ProfileCard profile,
            @Schema(example = "others you follow") @Nullable String text,
            @Schema(example = "3") @Nullable Integer count) {}

    /** Who is looked for, once for all. */
    private record Looking(Viewer viewer, Map<ProfileId, ProfileCard> cards) {

        /** One whom the viewer may see, and does not mute: what is recommended comes unasked. */
        Optional<ProfileCard> seen(ProfileId profile) {
            return Optional.ofNullable(cards.get(profile))
                    .filter(card -> whyHidden(card).isEmpty());
        }

        Optional<Unserved> whyHidden(ProfileCard card) {
            return switch (Visibility.of(viewer, Item.of(card.as(Role.SUBJECT)))) {
                case Verdict.Show() -> relation(card.id()).muting() ? Optional.of(Unserved.MUTED) : Optional.empty();
                case Verdict.Hide(var reason) ->
                    Optional.of(
                            switch (reason) {
                                case BLOCKED_BY -> Unserved.BLOCKED_BY;
                                case BLOCKING -> Unserved.BLOCKED;
                                case MUTED -> Unserved.MUTED;
                                case NOT_A_MEMBER, NOT_PUBLIC, NOT_FOLLOWING -> Unserved.HIDDEN;
                            });
            };
        }

        /** Why one who is recommended is not served; none when they are. */
        Optional<Unserved> whyUnserved(ProfileId target) {
            if (viewer.is(target)) {
                return Optional.of(Unserved.SELF);
            }
            var relation = relation(target);
            var needless = NEEDLESS.entrySet().stream()
                    .filter(reason -> reason.getValue().test(relation))
                    .map(Map.Entry::getKey)
                    .findFirst();
            if (needless.isPresent()) {
                return needless;
            }
            var card = cards.get(target);
            return card == null ? Optional.of(Unserved.DELETED) : whyHidden(card);
        }

        Relation relation(ProfileId profile) {
            return viewer.relations().getOrDefault(profile, Relation.NONE);
        }
    }

    RecommendationViews(Profiles profiles, Viewers viewers, Json json) {
        this.profiles = profiles;
        this.viewers = viewers;
        this.json = json;
    }

    /** How evidence is kept. */
    @Nullable
    String stored(@Nullable List<Evidence> evidence) {
        return evidence == null || evidence.isEmpty() ? null : json.write(evidence);
    }

    /** What of these is served to the profile that they are recommended to, in their order. */
    List<Seen<Recommended, RecommendationView>> of(ProfileId profile, List<Recommended> recommended) {
        var around = around(profile, recommended);
        var looking = around.looking();
        var seen = new ArrayList<Seen<Recommended, RecommendationView>>();
        for (var one : recommended) {
            var target = new ProfileId(one.target());
            if (looking.whyUnserved(target).isEmpty()) {
                looking.seen(target)
                        .map(card -> view(card, one, around.evidence(one), looking))
                        .ifPresent(view -> seen.add(new Seen<>(one, view)));
            }
        }
        return seen;
    }

    /** All of these, and why those are not served that are not, in their order. */
    List<InspectedRecommendation> inspect(ProfileId profile, List<Recommended> recommended, Instant now) {
        var around = around(profile, recommended);
        var looking = around.looking();
        return recommended.stream()
                .map(one -> {
                    var target = new ProfileId(one.target());
                    return InspectedRecommendation.of(
                            one,
                            looking.cards().get(target),
                            around.evidence(one).stream()
                                    .map(evidence -> inspect(evidence, looking))
                                    .toList(),
                            one.hasExpired(now)
                                    ? Unserved.EXPIRED
                                    : looking.whyUnserved(target).orElse(null));
                })
                .toList();
    }

    private static InspectedRecommendation.Evidence inspect(Evidence evidence, Looking looking) {
        var profile = evidence.profileId();
        return new InspectedRecommendation.Evidence(
                profile,
                profile == null ? null : looking.cards().get(profile),
                evidence.text(),
                evidence.count(),
                profile != null && looking.seen(profile).isEmpty());
    }

    /** What recommendations are shown with, of all of them at once. */
    private record Around(Looking looking, Map<Recommended, List<Evidence>> evidenceOf) {

        List<Evidence> evidence(Recommended one) {
            return evidenceOf.getOrDefault(one, List.of());
        }
    }

    private Around around(ProfileId profile, List<Recommended> recommended) {
        var evidence = new HashMap<Recommended, List<Evidence>>();
        var concerned = new HashSet<ProfileId>();
        for (var one : recommended) {
            var stored = read(one.evidence());
            evidence.put(one, stored);
            concerned.add(new ProfileId(one.target()));
            stored.stream().map(Evidence::profileId).filter(Objects::nonNull).forEach(concerned::add);
        }
        return new Around(new Looking(viewers.load(profile, concerned), profiles.cards(concerned)), evidence);
    }

    /** Where somebody of the evidence is hidden, words may speak of them: then there are none. */
    private static RecommendationView view(
            ProfileCard card, Recommended one, List<Evidence> evidence, Looking looking) {
        var hides = evidence.stream()
                .map(Evidence::profileId)
                .anyMatch(profile -> profile != null && looking.seen(profile).isEmpty());
        var shown = new ArrayList<EvidenceView>();
        for (var each : evidence) {
            if (each.profileId() == null) {
                if (!hides) {
                    shown.add(new EvidenceView(null, each.text(), each.count()));
                }
            } else {
                looking.seen(each.profileId())
                        .map(seen -> new EvidenceView(seen, hides ? null : each.text(), each.count()))
                        .ifPresent(shown::add);
            }
        }
        return new RecommendationView(
                card, one.score(), hides ? null : one.reason(), shown, one.run().runId());
    }

    private List<Evidence> read(@Nullable String stored) {
        try {
            return stored == null ? List.of() : json.read(stored, EVIDENCE);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
