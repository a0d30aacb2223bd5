package dev.kith.recommendation;

import dev.kith.graph.RecommendationEdges.Recommended;
import dev.kith.id.ProfileId;
import dev.kith.profile.ProfileCard;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recommendation as who inspects it sees it: whole, and with what becomes of it.
 *
 * @param card null when the profile is deleted
 * @param unserved why it is not served; null when it is
 */
public record InspectedRecommendation(
        ProfileId target,
        @Nullable ProfileCard card,
        double score,
        @Nullable String reason,
        List<Evidence> evidence,
        String runId,
        @Nullable String model,
        @Nullable Instant expiresAt,
        @Nullable Unserved unserved) {

    /** Why one is not served, in the order in which that is asked. */
    public enum Unserved {
        EXPIRED,
        SELF,
        FOLLOWED,
        REQUESTED,
        CONNECTED,
        MUTED,
        DELETED,
        /** It blocks the one that it is recommended to. */
        BLOCKED_BY,
        BLOCKED,
        HIDDEN
    }

    /**
     * What speaks for it.
     *
     * @param hidden whether the one that it is recommended to must not see the profile; then no words of the recommendation are shown either
     */
    public record Evidence(
            @Nullable ProfileId profile,
            @Nullable ProfileCard card,
            @Nullable String text,
            @Nullable Integer count,
            boolean hidden) {}

    static InspectedRecommendation of(
            Recommended one, @Nullable ProfileCard card, List<Evidence> evidence, @Nullable Unserved unserved) {
        return new InspectedRecommendation(
                new ProfileId(one.target()),
                card,
                one.score(),
                one.reason(),
                evidence,
                one.run().runId(),
                one.run().model(),
                one.run().expiresAt(),
                unserved);
    }
}
