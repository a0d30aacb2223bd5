package dev.kith.snapshot;

import dev.kith.graph.GraphEdges.Kind;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Named;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The route by which jobs read the whole graph. */
@Controller("/v1/graph/edges")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Graph")
class EdgeStreamController {

    private static final String NDJSON = "application/x-ndjson";

    private final EdgeStream edges;
    private final Scheduler scheduler;

    EdgeStreamController(EdgeStream edges, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.edges = edges;
        this.scheduler = Schedulers.fromExecutorService(executor);
    }

    @Get
    @Produces(NDJSON)
    @Operation(
            operationId = "streamEdges",
            summary = "All edges of a kind",
            description =
                    "For jobs: it hides nothing. A line for each edge, in order of the ids of its source and target, and now and then a line {nextCursor}: should the stream break off, it is gone on "
                            + "with from the last of them. It has ended when nextCursor is null. A connection stands once, from the lesser id to the greater. No edge that stands throughout is missing or comes twice.")
    @ApiResponse(
            responseCode = "200",
            description = "Lines",
            content = {
                @Content(
                        mediaType = NDJSON,
                        schema = @Schema(oneOf = {EdgeStream.EdgeLine.class, EdgeStream.CursorLine.class}))
            })
    @ApiResponse(responseCode = "400", ref = "#/components/responses/Malformed")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/StoreUnavailable")
    Publisher<String> stream(
            @QueryValue Kind kind,
            @Parameter(description = "The last nextCursor of a stream that broke off; absent to begin.")
                    @QueryValue
                    @Nullable
                    String cursor) {
        var lines = edges.lines(kind, cursor);
        return Flux.fromIterable(() -> lines).subscribeOn(scheduler);
    }
}
