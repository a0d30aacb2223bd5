package dev.kith.backup;

import dev.kith.cache.StandingCheck;
import dev.kith.graph.GraphBackup.Of;
import dev.kith.graph.GraphRestore;
import dev.kith.id.MalformedId;
import dev.kith.web.LineAnswers;
import dev.kith.web.LineReader;
import dev.kith.web.Problem;
import dev.kith.web.Reads;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** The routes by which all edges are written to a file, and brought back. {@code kith graph} puts them together. */
@Controller("/v1/graph")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Graph")
class BackupController {

    private static final int MOST_BOUNDS = 1_000;

    private final Backups backups;
    private final GraphRestore restore;
    private final BackupLines lines;
    private final StandingCheck standings;
    private final LineAnswers answers;

    /**
     * Parts whose prints are wanted.
     *
     * @param bounds where the first begins, and where each ends, the next beginning there
     */
    @Serdeable
    @Introspected
    @Schema(name = "BackupParts")
    record Parts(
            @Schema(example = "PROFILE") Of of,

            @ArraySchema(schema = @Schema(example = "689712345678901234")) @Size(min = 2, max = MOST_BOUNDS)
            List<String> bounds) {}

    /** The prints of parts as of now, in their order. */
    @Serdeable
    @Schema(name = "BackupPrints")
    record Prints(
            @ArraySchema(schema = @Schema(example = "5f2d1c9a7e3b8d04"))
            List<String> prints) {}

    /**
     * A file that is to be brought in.
     *
     * @param fingerprint of its lines, by which it is known when it is gone on with
     * @param total how many lines of nodes and edges it has
     * @param merge whether the graph may have edges; where they contradict the file, they stay
     */
    @Serdeable
    @Introspected
    @Schema(name = "NewGraphImport")
    record NewImport(
            @Schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
            @Pattern(regexp = "[0-9a-f]{64}", message = "must be 64 hexadecimal digits")
            String fingerprint,

            @Schema(example = "986000") @Min(0) long total,

            @Schema(example = "false") @Nullable Boolean merge) {}

    BackupController(
            Backups backups, GraphRestore restore, BackupLines lines, StandingCheck standings, LineAnswers answers) {
        this.backups = backups;
        this.restore = restore;
        this.lines = lines;
        this.standings = standings;
        this.answers = answers;
    }

    @Get("/export")
    @Produces(LineAnswers.NDJSON)
    @Operation(
            operationId = "exportGraphPart",
            summary = "The next part of all nodes and edges",
            description =
                    "For backups: it hides nothing. A line for each node with its properties, and after it one for each edge that goes out from it, as they were in one moment. The last line, of the kind PART, says up to which id they are all, and has a print that is another as soon as anything in the part has changed.")
    @ApiResponse(
            responseCode = "200",
            description = "Lines",
            content = {@Content(mediaType = LineAnswers.NDJSON, schema = @Schema(implementation = Backups.End.class))})
    @ApiResponse(responseCode = "400", ref = "#/components/responses/Malformed")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/StoreUnavailable")
    String export(
            @QueryValue Of of,
            @Parameter(description = "Where the part before ended; absent to begin.", example = "689712345678901234")
                    @QueryValue
                    @Nullable
                    String after,
            @Parameter(description = "The greatest id that is wanted; absent for all.", example = "689712345678905678")
                    @QueryValue
                    @Nullable
                    String to) {
        return backups.part(of, after == null ? 0 : id("after", after), to == null ? Long.MAX_VALUE : id("to", to));
    }

    @Post("/export/prints")
    @Operation(
            operationId = "printGraphParts",
            summary = "The prints of parts, as of now",
            description =
                    "When all parts have the prints that they had when they were read, all were so at the moment when this look at them began.")
    @Reads
    Prints prints(@Body @Valid Parts parts) {
        var bounds = new ArrayList<Long>();
        for (var bound : parts.bounds()) {
            var id = id("bounds", bound);
            if (!bounds.isEmpty() && id <= bounds.getLast()) {
                throw Problem.malformed("bounds", "must be in ascending order");
            }
            bounds.add(id);
        }
        return new Prints(backups.prints(parts.of(), bounds));
    }

    @Post("/imports")
    @Operation(
            operationId = "beginGraphImport",
            summary = "Begin to bring back edges, or go on with it",
            description =
                    "Answers how many lines of the file are in. A graph that has edges is left alone unless they are to be merged: then of an edge that is there the newer version stays, and what contradicts a block that is there, or an edge that is there, is left out.")
    @Reads
    @ApiResponse(responseCode = "409", ref = "#/components/responses/GraphNotEmpty")
    Backups.Begun begin(@Body @Valid NewImport wanted) {
        return backups.begin(wanted.fingerprint(), wanted.total(), Boolean.TRUE.equals(wanted.merge()));
    }

    @Post("/imports/{fingerprint}/lines")
    @Consumes(LineAnswers.NDJSON)
    @Produces(LineAnswers.NDJSON)
    @Operation(
            operationId = "importGraphLines",
            summary = "Bring back the next lines of a file",
            description =
                    "Lines of nodes and edges as they were given out. Each thousand is one transaction, along with how many are in; the answer streams that, and its last line has a problem where it broke off. Lines that are in already change nothing.")
    @ApiResponse(
            responseCode = "200",
            description = "Lines",
            content = {
                @Content(mediaType = LineAnswers.NDJSON, schema = @Schema(implementation = RestoreWork.Event.class))
            })
    @ApiResponse(responseCode = "400", ref = "#/components/responses/Malformed")
    @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/StoreUnavailable")
    Publisher<String> take(
            HttpRequest<?> request,
            @Parameter(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08") String fingerprint,
            @Parameter(description = "How many lines of the file come before these.", example = "0") @QueryValue @Min(0)
                    long before,
            @Body InputStream body) {
        return answers.of(
                new RestoreWork(restore, lines, standings, fingerprint, before),
                new LineReader(body, RestoreWork.MAX_LINE_LENGTH),
                request.getPath());
    }

    private static long id(String field, String text) {
        try {
            return MalformedId.parse(text);
        } catch (MalformedId malformed) {
            throw Problem.malformed(field, String.valueOf(malformed.getMessage()));
        }
    }
}
