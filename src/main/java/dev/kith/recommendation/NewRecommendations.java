package dev.kith.recommendation;

import dev.kith.graph.RecommendationEdges.Run;
import dev.kith.id.ProfileId;
import dev.kith.web.Problem;
import dev.kith.web.Problem.Violation;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Recommendations as a job brings them.
 *
 * @param runId by which the job knows them again
 * @param model by which they were worked out
 * @param expiresAt from when on they are no longer served; never, if nothing is said
 * @param shadow whether they are stored beside those that are served, for comparison, and not served
 */
@Serdeable
@Schema(name = "NewRecommendations")
record NewRecommendations(
        @Schema(example = "nightly-2026-03-01") @NotBlank @Size(max = 100)
        String runId,

        @Schema(example = "adamic-adar-2") @Nullable @Size(min = 1, max = 100)
        String model,

        @Schema(example = "2026-12-01T12:00:00.000Z") @Nullable @Future
        Instant expiresAt,

        @Schema(example = "false") @Nullable Boolean shadow,
        @Nullable @Size(max = MOST) List<@NotNull @Valid NewRecommendation> items) {

    /** How many a set may have. */
    static final int MOST = 500;

    /**
     * One of them.
     *
     * @param score the higher, the earlier it is served
     * @param reason why, for people; it names nobody
     */
    @Serdeable
    @Schema(name = "NewRecommendation")
    record NewRecommendation(
            @Schema(example = "689712345678905678") @NotNull ProfileId targetId,

            @Schema(example = "0.87") @NotNull Double score,

            @Schema(example = "Followed by people you follow") @Nullable @Size(max = 200)
            String reason,

            @Nullable @Size(max = 10) List<@NotNull @Valid Evidence> evidence) {}

    /**
     * What speaks for it: a profile, or a few words, or how many of something.
     *
     * @param profileId of a profile; whoever must not see that is not shown it
     * @param text names nobody
     */
    @Serdeable
    @Schema(name = "NewEvidence")
    record Evidence(
            @Schema(example = "689712345678905679") @Nullable
            ProfileId profileId,

            @Schema(example = "others you follow") @Nullable @Size(min = 1, max = 100)
            String text,

            @Schema(example = "3") @Nullable Integer count) {}

    /** What is absent is read as nothing unless it may be null; and nothing would be a set that clears another. */
    List<NewRecommendation> all() {
        return Objects.requireNonNull(items);
    }

    Run run() {
        return new Run(runId, model, expiresAt, Boolean.TRUE.equals(shadow));
    }

    /** Refuses what no single field tells: one who comes twice or is recommended to itself, numbers that are none, evidence of nothing. */
    void require(ProfileId profile) {
        if (items == null) {
            throw Problem.malformed("items", "is required");
        }
        var violations = new ArrayList<Violation>();
        var targets = new HashSet<ProfileId>();
        var all = all();
        for (int i = 0; i < all.size(); i++) {
            var item = all.get(i);
            var field = "items[" + i + "]";
            if (!Double.isFinite(item.score())) {
                violations.add(new Violation(field + ".score", "must be a finite number"));
            }
            if (!targets.add(item.targetId())) {
                violations.add(new Violation(field + ".targetId", "must not come twice"));
            }
            violations.addAll(ofEvidence(field + ".evidence", item.evidence()));
        }
        if (!violations.isEmpty()) {
            throw Problem.malformed(violations);
        }
        if (targets.contains(profile)) {
            throw selfRelation();
        }
    }

    static Problem selfRelation() {
        return Problem.unprocessable("self-relation", "A profile can't be recommended to itself.");
    }

    private static List<Violation> ofEvidence(String field, @Nullable List<Evidence> evidence) {
        var violations = new ArrayList<Violation>();
        for (int i = 0; evidence != null && i < evidence.size(); i++) {
            var one = evidence.get(i);
            if (one.profileId() == null && one.text() == null) {
                violations.add(new Violation(field + "[" + i + "]", "must have a profileId or a text"));
            }
            if (one.count() != null && one.count() < 0) {
                violations.add(new Violation(field + "[" + i + "].count", "must not be negative"));
            }
        }
        return violations;
    }
}
