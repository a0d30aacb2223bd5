package dev.kith.batch;

import dev.kith.graph.SocialGraph.Pair;
import dev.kith.id.BatchId;
import dev.kith.id.ProfileId;
import dev.kith.web.Reads;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Status;
import io.micronaut.http.sse.Event;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Named;
import java.io.InputStream;
import java.net.URI;
import java.util.Iterator;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The routes by which pairs stream in, and progress out. */
@Controller("/v1/batches")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Batches")
class BatchStreamController {

    static final String CSV = "text/csv";
    static final String NDJSON = "application/x-ndjson";

    private final Batches batches;
    private final BatchStreams streams;
    private final BatchConfiguration configuration;
    private final JsonMapper json;
    private final Scheduler scheduler;

    BatchStreamController(
            Batches batches,
            BatchStreams streams,
            BatchConfiguration configuration,
            JsonMapper json,
            @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.batches = batches;
        this.streams = streams;
        this.configuration = configuration;
        this.json = json;
        this.scheduler = Schedulers.fromExecutorService(executor);
    }

    @Post("/follows")
    @Consumes(CSV)
    @Status(HttpStatus.ACCEPTED)
    @Hidden
    HttpResponse<BatchView> followRows(@Body InputStream body, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        return receive(BatchKind.FOLLOW, PairLines.csv(body, configuration.most()), viewer);
    }

    @Post("/follows")
    @Consumes(NDJSON)
    @Status(HttpStatus.ACCEPTED)
    @Hidden
    HttpResponse<BatchView> followLines(@Body InputStream body, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        return receive(BatchKind.FOLLOW, PairLines.ndjson(body, json, configuration.most()), viewer);
    }

    @Post("/unfollows")
    @Consumes(CSV)
    @Status(HttpStatus.ACCEPTED)
    @Hidden
    HttpResponse<BatchView> unfollowRows(@Body InputStream body, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        return receive(BatchKind.UNFOLLOW, PairLines.csv(body, configuration.most()), viewer);
    }

    @Post("/unfollows")
    @Consumes(NDJSON)
    @Status(HttpStatus.ACCEPTED)
    @Hidden
    HttpResponse<BatchView> unfollowLines(@Body InputStream body, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        return receive(BatchKind.UNFOLLOW, PairLines.ndjson(body, json, configuration.most()), viewer);
    }

    @Get("/{id}/events")
    @Produces(MediaType.TEXT_EVENT_STREAM)
    @Operation(
            operationId = "streamBatch",
            summary = "How far a batch has come, as it goes on (server-sent events)",
            description =
                    "`progress` has the batch, at the beginning and whenever it has come further; the stream ends when nothing more comes. `heartbeat` has nothing.")
    @Reads
    @ApiResponse(
            responseCode = "200",
            description = "The stream",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM,
                            schema = @Schema(type = "string", example = "event: progress")))
    @ApiResponse(responseCode = "429", ref = "#/components/responses/Overloaded")
    Publisher<Event<String>> events(BatchId id, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        var stream = streams.open(id, viewer);
        return Flux.fromIterable(() -> stream).subscribeOn(scheduler).doFinally(end -> stream.close());
    }

    private HttpResponse<BatchView> receive(BatchKind kind, Iterator<Pair> pairs, @Nullable ProfileId viewer) {
        var id = batches.receive(kind, viewer, pairs);
        return HttpResponse.accepted(URI.create("/v1/batches/" + id)).body(batches.status(id, viewer));
    }
}
