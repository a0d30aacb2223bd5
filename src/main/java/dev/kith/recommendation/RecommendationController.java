package dev.kith.recommendation;

import dev.kith.id.ProfileId;
import dev.kith.recommendation.RecommendationViews.RecommendationView;
import dev.kith.recommendation.Recommendations.Stored;
import dev.kith.web.Acting;
import dev.kith.web.Flag;
import dev.kith.web.Page;
import dev.kith.web.PageQuery;
import dev.kith.web.Pages;
import dev.kith.web.Writes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/** The routes of one profile's recommendations. */
@Controller("/v1/profiles/{id}/recommendations")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Recommendations")
class RecommendationController {

    private static final String SHADOW = "Whether the set that is not served is meant; for operators.";

    private final Recommendations recommendations;
    private final Runs runs;
    private final Pages pages;

    RecommendationController(Recommendations recommendations, Runs runs, Pages pages) {
        this.recommendations = recommendations;
        this.runs = runs;
        this.pages = pages;
    }

    @Get
    @Operation(
            operationId = "listRecommendations",
            summary = "Whom a profile should meet, the best first",
            description =
                    "For the profile itself only. Never who is followed, asked, connected, blocked either way, muted, dismissed or deleted, and nothing that has expired.")
    @Writes
    HttpResponse<Page<RecommendationView>> list(
            HttpRequest<?> request,
            ProfileId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Parameter(description = SHADOW) @QueryValue @Nullable Boolean shadow,
            @RequestBean @Valid PageQuery query) {
        var listing = recommendations.list(Acting.as(id, viewer), Flag.isSet(request, "shadow", shadow));
        return pages.answer(request, query, listing);
    }

    @Put
    @Operation(
            operationId = "replaceRecommendations",
            summary = "Replace a profile's recommendations",
            description =
                    "In one moment: whoever reads finds the old set or the new one. A shadow set is stored beside the one that is served. Who can't be recommended is skipped and told.")
    @Writes
    @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/NotAllowed")
    Stored replace(
            ProfileId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Body @Valid NewRecommendations recommended) {
        return recommendations.replace(Acting.as(id, viewer), recommended);
    }

    @Post
    @Status(HttpStatus.OK)
    @Operation(
            operationId = "addRecommendations",
            summary = "Add to a profile's recommendations",
            description = "Who is recommended already is recommended anew. Safe to repeat.")
    @Writes
    @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/NotAllowed")
    Stored add(
            ProfileId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Body @Valid NewRecommendations recommended) {
        return recommendations.add(Acting.as(id, viewer), recommended);
    }

    @Post("/generate")
    @Status(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "generateRecommendations",
            summary = "Work out recommendations for a profile now",
            description =
                    "For a new profile, once it follows some others or has joined communities; who reads gets new ones every night. The set is replaced by and by; the answer says where to look how far that "
                            + "is. While a run for the profile is under way, that is answered.")
    @Writes
    HttpResponse<RunRow.View> generate(ProfileId id, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        var profile = Acting.as(id, viewer);
        recommendations.requireProfile(profile);
        return RunController.accepted(runs.begin(profile));
    }

    @Delete
    @Status(HttpStatus.NO_CONTENT)
    @Operation(operationId = "clearRecommendations", summary = "Remove all of a profile's recommendations")
    @Writes
    void clear(
            HttpRequest<?> request,
            ProfileId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Parameter(description = SHADOW) @QueryValue @Nullable Boolean shadow) {
        recommendations.clear(Acting.as(id, viewer), Flag.isSet(request, "shadow", shadow));
    }

    @Delete("/{targetId}")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "dismissRecommendation",
            summary = "Dismiss a recommendation for good",
            description = "The profile is not recommended again, by whichever run.")
    @Writes
    @ApiResponse(responseCode = "422", ref = "#/components/responses/NotAllowed")
    void dismiss(ProfileId id, ProfileId targetId, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        recommendations.dismiss(Acting.as(id, viewer), targetId);
    }
}
