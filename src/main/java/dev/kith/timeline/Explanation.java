package dev.kith.timeline;

import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a post is, or is not, in a home timeline: it is when all steps pass. */
@Serdeable
@Schema(name = "TimelineExplanation")
public record Explanation(
        @Schema(example = "689712345678905678") PostId postId,
        @Schema(example = "689712345678901234") ProfileId viewerId,
        @Schema(example = "HIDE") Decision decision,
        List<Step> steps) {

    @Schema(name = "TimelineDecision")
    public enum Decision {
        SHOW,
        HIDE
    }

    @Schema(name = "TimelineStepOutcome")
    public enum Outcome {
        PASS,
        HIDE
    }

    /**
     * One question that was asked.
     *
     * @param rule EXISTS, SOURCE, a reason of the rule on who sees what, or LIST
     */
    @Serdeable
    @Schema(name = "TimelineStep")
    public record Step(
            @Schema(example = "BLOCKED_BY") String rule,
            @Schema(example = "HIDE") Outcome outcome,

            @Schema(example = "profile 689712345678909999") @Nullable
            String detail) {

        static Step of(String rule, boolean passes, @Nullable String detail) {
            return new Step(rule, passes ? Outcome.PASS : Outcome.HIDE, detail);
        }
    }

    static Explanation of(PostId post, ProfileId viewer, List<Step> steps) {
        var shown = steps.stream().allMatch(step -> step.outcome() == Outcome.PASS);
        return new Explanation(post, viewer, shown ? Decision.SHOW : Decision.HIDE, steps);
    }
}
