package dev.kith.notification;

import dev.kith.id.NotificationId;
import dev.kith.id.ProfileId;
import dev.kith.profile.Profiles;
import dev.kith.web.Acting;
import dev.kith.web.Problem;
import dev.kith.web.Writes;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
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

/** The route by which a profile is told of notifications as they come. */
@Controller("/v1/profiles/{id}/timelines/notifications/stream")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Timelines")
class StreamController {

    private final NotificationStreams streams;
    private final Profiles profiles;
    private final Scheduler scheduler;

    StreamController(
            NotificationStreams streams, Profiles profiles, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.streams = streams;
        this.profiles = profiles;
        this.scheduler = Schedulers.fromExecutorService(executor);
    }

    @Get
    @Produces(MediaType.TEXT_EVENT_STREAM)
    @Operation(
            operationId = "streamNotifications",
            summary = "A profile's notifications as they come (server-sent events)",
            description =
                    "`notification` has a notification to which something was added, `counts` how many wait, at the beginning and when that has changed, and "
                            + "`heartbeat` nothing. With Last-Event-ID it goes on after that, with the newest 100. For the profile itself only.")
    @Writes
    @ApiResponse(
            responseCode = "200",
            description = "The stream",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM,
                            schema = @Schema(type = "string", example = "event: heartbeat")))
    @ApiResponse(responseCode = "429", ref = "#/components/responses/Overloaded")
    Publisher<Event<String>> stream(
            ProfileId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Header("Last-Event-ID") @Nullable NotificationId lastEventId) {
        var reader = Acting.as(id, viewer);
        if (profiles.card(reader).isEmpty()) {
            throw Problem.notFound("profile", reader);
        }
        var stream = streams.open(reader, lastEventId == null ? null : lastEventId.value());
        return Flux.fromIterable(() -> stream).subscribeOn(scheduler).doFinally(end -> streams.close(stream));
    }
}
