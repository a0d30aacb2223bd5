package dev.kith.imports;

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

/** The route by which another system's data moves in. */
@Controller("/v1/imports")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Import")
class ImportController {

    private final Importer importer;
    private final LineAnswers answers;

    ImportController(Importer importer, LineAnswers answers) {
        this.importer = importer;
        this.answers = answers;
    }

    @Post
    @Consumes(LineAnswers.NDJSON)
    @Produces(LineAnswers.NDJSON)
    @Operation(
            operationId = "importRecords",
            summary = "Import records of another system",
            description =
                    "One JSON object a line, the kind first needed first. Safe to repeat. The answer streams how far it has come, and "
                            + "each rejected line with its number and problem; the last line has done=true unless the import broke off.")
    @ApiResponse(responseCode = "413", ref = "#/components/responses/TooLarge")
    @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/StoreUnavailable")
    Publisher<String> run(HttpRequest<?> request, @Body InputStream body) {
        var path = request.getPath();
        return answers.of(importer.begin(path), new LineReader(body, Importer.MAX_LINE_LENGTH), path);
    }
}
