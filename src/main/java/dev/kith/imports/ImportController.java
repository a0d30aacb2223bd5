package dev.kith.imports;

import dev.kith.web.Json;
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
import jakarta.inject.Named;
import java.io.InputStream;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The route by which another system's data moves in. */
@Controller("/v1/imports")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Import")
class ImportController {

    private static final String NDJSON = "application/x-ndjson";

    private final Importer importer;
    private final Json json;
    private final Scheduler scheduler;

    ImportController(Importer importer, Json json, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.importer = importer;
        this.json = json;
        this.scheduler = Schedulers.fromExecutorService(executor);
    }

    @Post
    @Consumes(NDJSON)
    @Produces(NDJSON)
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
        return Flux.fromIterable(() -> importer.run(body, request.getPath()))
                .map(event -> json.write(event) + "\n")
                .subscribeOn(scheduler);
    }
}
