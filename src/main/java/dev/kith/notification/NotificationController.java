package dev.kith.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kith.id.Ids;
import dev.kith.id.MalformedId;
import dev.kith.id.NotificationId;
import dev.kith.id.ProfileId;
import dev.kith.profile.Profiles;
import dev.kith.web.Acting;
import dev.kith.web.PageQuery;
import dev.kith.web.Pages;
import dev.kith.web.Problem;
import dev.kith.web.Writes;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The routes of notifications. All are for the profile itself. */
@Controller("/v1/profiles/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Timelines")
class NotificationController {

    private static final String TIMELINE = "/timelines/notifications";

    /** Ids carry no much later time. */
    private static final Instant LATEST = Instant.parse("2069-01-01T00:00:00Z");

    private final NotificationDesk desk;
    private final Profiles profiles;
    private final Pages pages;

    /**
     * One page of notifications, and how many wait in all.
     *
     * @param nextCursor null exactly when nothing follows
     */
    @Serdeable
    @Schema(name = "NotificationPage")
    record NotificationPage(
            List<NotificationView> items,

            @Schema(example = "AAABnK3l2gAxYvGQ") @JsonInclude @Nullable
            String nextCursor,

            @Schema(example = "2") int unseenCount,
            @Schema(example = "5") int unreadCount,
            @Schema(example = "false") boolean moreUnseen,
            @Schema(example = "false") boolean moreUnread) {}

    /** How far notifications were seen. */
    @Serdeable
    @Schema(name = "SeenNotifications")
    record SeenUpTo(
            @Schema(
                    example = "2026-03-01T12:00:00.000Z",
                    description = "A time, as newestAt has it, or the id of a notification.")
            @NotNull
            String upTo) {}

    /** Which notifications were read. */
    @Serdeable
    @Schema(name = "ReadNotifications")
    record ReadIds(
            @Schema(example = "[\"689712345678906001\"]") @NotNull @Size(max = 1_000)
            List<@NotNull NotificationId> ids) {}

    NotificationController(NotificationDesk desk, Profiles profiles, Pages pages) {
        this.desk = desk;
        this.profiles = profiles;
        this.pages = pages;
    }

    @Get(TIMELINE)
    @Operation(
            operationId = "getNotifications",
            summary = "A profile's notifications, newest first",
            description =
                    "What of one kind happens to one thing is told together, for a day or until it is read. For the profile itself only. An INVITATION is "
                            + "that a community's admin took the profile in.")
    @Writes
    HttpResponse<NotificationPage> list(
            HttpRequest<?> request,
            ProfileId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @RequestBean @Valid PageQuery query) {
        var recipient = reader(id, viewer);
        var inbox = desk.inbox(recipient);
        var asOf = new long[] {inbox.place()};
        var page = pages.answer(
                request,
                query,
                new Pages.Listing<>(
                        "notifications " + recipient,
                        PageQuery.MAX_OF_EDGES,
                        2,
                        (position, most) -> {
                            if (position != null) {
                                asOf[0] = position[1];
                            }
                            return desk.newest(inbox, position == null ? Long.MAX_VALUE : position[0], asOf[0], most);
                        },
                        row -> new long[] {row.at(), asOf[0]},
                        rows -> desk.views(rows, inbox)));
        var counts = desk.counts(inbox);
        var body = Objects.requireNonNull(page.body());
        var response = HttpResponse.ok(new NotificationPage(
                body.items(),
                body.nextCursor(),
                counts.unseenCount(),
                counts.unreadCount(),
                counts.moreUnseen(),
                counts.moreUnread()));
        page.getHeaders().getFirst(HttpHeaders.LINK).ifPresent(link -> response.header(HttpHeaders.LINK, link));
        return response;
    }

    @Post(TIMELINE + "/seen")
    @Status(HttpStatus.OK)
    @Operation(
            operationId = "seeNotifications",
            summary = "Say how far notifications were seen",
            description = "It only ever goes forward. Answers how many wait now.")
    @Writes
    @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
    NotificationCounts see(
            ProfileId id, @Header("X-Viewer-Id") @Nullable ProfileId viewer, @Body @Valid SeenUpTo body) {
        var recipient = reader(id, viewer);
        if (body.upTo().matches("\\d+")) {
            desk.see(recipient, id(body.upTo()));
        } else {
            desk.see(recipient, Ids.firstAt(time(body.upTo()).plusMillis(1)) - 1);
        }
        return desk.counts(desk.inbox(recipient));
    }

    @Post(TIMELINE + "/read")
    @Status(HttpStatus.OK)
    @Operation(
            operationId = "readNotifications",
            summary = "Say which notifications were read",
            description =
                    "What is read stays read; what happens afterwards is told by another one. Unknown ids are passed over. Answers how many wait now.")
    @Writes
    @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
    NotificationCounts read(
            ProfileId id, @Header("X-Viewer-Id") @Nullable ProfileId viewer, @Body @Valid ReadIds body) {
        var recipient = reader(id, viewer);
        desk.read(recipient, body.ids());
        return desk.counts(desk.inbox(recipient));
    }

    @Get("/notification-preferences")
    @Operation(
            operationId = "getNotificationPreferences",
            summary = "Of which kinds a profile is notified",
            description = "Of all, unless it has said otherwise.")
    @Writes
    NotificationPreferences preferences(ProfileId id, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        return NotificationPreferences.without(desk.inbox(reader(id, viewer)).off());
    }

    @Put("/notification-preferences")
    @Operation(
            operationId = "putNotificationPreferences",
            summary = "Say of which kinds to be notified",
            description =
                    "Of a kind that is false nothing is told any more, nor is what was told before. Absent kinds are true.")
    @Writes
    @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
    NotificationPreferences prefer(
            ProfileId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Body @Valid NotificationPreferences body) {
        var recipient = reader(id, viewer);
        desk.prefer(recipient, body);
        return NotificationPreferences.without(desk.inbox(recipient).off());
    }

    private ProfileId reader(ProfileId id, @Nullable ProfileId viewer) {
        var reader = Acting.as(id, viewer);
        if (profiles.card(reader).isEmpty()) {
            throw Problem.notFound("profile", reader);
        }
        return reader;
    }

    private static NotificationId id(String text) {
        try {
            return NotificationId.of(text);
        } catch (MalformedId malformed) {
            throw Problem.malformed("upTo", String.valueOf(malformed.getMessage()));
        }
    }

    /** Times that no notification can have are the nearest that one can. */
    private static Instant time(String text) {
        try {
            var time = OffsetDateTime.parse(text).toInstant();
            return time.isBefore(Ids.EPOCH) ? Ids.EPOCH : time.isAfter(LATEST) ? LATEST : time;
        } catch (DateTimeException unreadable) {
            throw Problem.malformed("upTo", "must be a time (RFC 3339) or the id of a notification");
        }
    }
}
