package dev.kith.media;

import dev.kith.id.MediaId;
import dev.kith.id.ProfileId;
import dev.kith.idempotency.Idempotent;
import dev.kith.web.Acting;
import dev.kith.web.Problem;
import dev.kith.web.Reads;
import dev.kith.web.Writes;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The routes of media. Bytes never come by here: they go to S3, and come from there. */
@Controller("/v1/media")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Media")
class MediaController {

    private final Uploads uploads;
    private final Completions completions;
    private final MediaDesk desk;
    private final MediaViews views;

    MediaController(Uploads uploads, Completions completions, MediaDesk desk, MediaViews views) {
        this.uploads = uploads;
        this.completions = completions;
        this.desk = desk;
        this.views = views;
    }

    @Post
    @Status(HttpStatus.CREATED)
    @Idempotent
    @Operation(
            operationId = "createMedia",
            summary = "Announce an image or a video",
            description =
                    "Answers the request by which its bytes are to be uploaded, within five minutes; then complete it. An image has at "
                            + "most 10 MiB and 40 million pixels, a video 200 MiB.")
    @Writes
    @ApiResponse(responseCode = "409", ref = "#/components/responses/InFlight")
    @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/IdempotencyMismatch")
    HttpResponse<Uploads.Pending> create(
            @Body @Valid NewMedia body,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Header("Idempotency-Key") @Nullable String idempotencyKey) {
        Acting.as(body.ownerId(), viewer);
        var pending = uploads.announce(body);
        return HttpResponse.created(pending, URI.create("/v1/media/" + pending.id()));
    }

    @Post("/{id}/complete")
    @Status(HttpStatus.OK)
    @Operation(
            operationId = "completeMedia",
            summary = "Check what was uploaded, and serve it from now on",
            description =
                    "For its owner. May be sent again. What is refused is removed; its reason is one of expired, wrong-size, wrong-type, "
                            + "wrong-checksum, truncated, malformed, trailing-data, foreign-content, too-many-pixels, crop-outside. "
                            + "What is attached to nothing within a day is deleted.")
    @Writes
    @ApiResponse(responseCode = "409", ref = "#/components/responses/NotUploaded")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/MediaRejected")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/Overloaded")
    MediaView complete(MediaId id, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        return switch (completions.complete(id, Acting.required(viewer))) {
            case Completion.Ready(var row) -> views.of(row);
            case Completion.Refused refused -> throw refused.problem();
        };
    }

    @Get("/{id}")
    @Operation(
            operationId = "getMedia",
            summary = "Get an image or a video",
            description =
                    "Where its bytes and its thumbnails are. For its owner, and once it is attached, for all who may see what it is "
                            + "attached to.")
    @Reads
    MediaView get(MediaId id, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        return desk.show(id, viewer).orElseThrow(() -> Problem.notFound("media", id));
    }
}
