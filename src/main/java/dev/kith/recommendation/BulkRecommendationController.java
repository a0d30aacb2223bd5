package dev.kith.recommendation;

import dev.kith.web.LineAnswers;
import dev.kith.web.LineReader;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.InputStream;
import org.reactivestreams.Publisher;

/** The route by which jobs bring the recommendations of many profiles. */
@Controller("/v1/recommendations/bulk")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Recommendations")
class BulkRecommendationController {

    private final BulkRecommendations recommendations;
    private final LineAnswers answers;

    BulkRecommendationController(BulkRecommendations recommendations, LineAnswers answers) {
        this.recommendations = recommendations;
        this.answers = answers;
    }

    @Post
    @Consumes(LineAnswers.NDJSON)
    @Produces(LineAnswers.NDJSON)
    @Operation(
            operationId = "replaceRecommendationsInBulk",
            summary = "Replace the recommendations of many profiles",
            description =
                    "A line each: {profileId, recommendations}, the latter as for one profile. Safe to repeat. The answer streams how far it has come, and each rejected "
                            + "line with its number and problem; the last line has done=true unless it broke off.")
    @ApiResponse(responseCode = "413", ref = "#/components/responses/TooLarge")
    @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/StoreUnavailable")
    Publisher<String> replace(HttpRequest<?> request, @Body InputStream body) {
        var path = request.getPath();
        return answers.of(recommendations.begin(path), new LineReader(body, BulkRecommendations.MAX_LINE_LENGTH), path);
    }
}
