package dev.kith.console;

import dev.kith.id.ProfileId;
import dev.kith.id.RunId;
import dev.kith.profile.Profiles;
import dev.kith.recommendation.RecommendationInspection;
import dev.kith.recommendation.RecommendationInspection.Run;
import dev.kith.web.Problem;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;

/** The page of what is recommended to a profile. */
@Controller("/console/recommendations")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class RecommendationsController {

    private final Templates templates;
    private final Chosen chosen;
    private final Profiles profiles;
    private final RecommendationInspection recommendations;

    /** How far a run has come. */
    record RunPart(String profile, String run, String told, boolean finished) {

        static RunPart of(ProfileId profile, Run run) {
            return new RunPart(
                    profile.toString(),
                    run.id().toString(),
                    run.finishedAt() == null
                            ? "Being worked out…"
                            : "Done: %s are stored.".formatted(Format.count(run.stored())),
                    run.finishedAt() != null);
        }
    }

    RecommendationsController(
            Templates templates, Chosen chosen, Profiles profiles, RecommendationInspection recommendations) {
        this.templates = templates;
        this.chosen = chosen;
        this.profiles = profiles;
        this.recommendations = recommendations;
    }

    @Get
    HttpResponse<String> page(@QueryValue @Nullable String profileId) {
        var one = chosen.read(profileId);
        var sets = one.card() == null
                ? null
                : RecommendationPage.of(recommendations.inspect(one.card().id()));
        return templates.answer("recommendations", new RecommendationPage(one, sets));
    }

    /** What would change; nothing does. */
    @Get("/plan")
    HttpResponse<String> plan(@QueryValue ProfileId profileId) {
        require(profileId);
        return templates.answer(
                "recommendations-plan",
                RecommendationPage.PlanPart.of(profileId.toString(), recommendations.plan(profileId)));
    }

    @Post("/generate")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> generate(ProfileId profileId) {
        require(profileId);
        return templates.answer("recommendations-run", RunPart.of(profileId, recommendations.begin(profileId)));
    }

    @Get("/run")
    HttpResponse<String> run(@QueryValue ProfileId profileId, @QueryValue RunId runId) {
        var run = recommendations.run(runId).orElseThrow(() -> Problem.notFound("run", runId));
        return templates.answer("recommendations-run", RunPart.of(profileId, run));
    }

    private void require(ProfileId profile) {
        if (profiles.card(profile).isEmpty()) {
            throw Problem.notFound("profile", profile);
        }
    }
}
