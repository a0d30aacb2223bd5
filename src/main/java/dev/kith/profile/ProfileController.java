package dev.kith.profile;

import dev.kith.id.ProfileId;
import dev.kith.idempotency.Idempotent;
import dev.kith.web.Acting;
import dev.kith.web.EntityTag;
import dev.kith.web.Problem;
import dev.kith.web.Reads;
import dev.kith.web.Writes;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes of profiles. */
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Profiles")
class ProfileController {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final Profiles profiles;
    private final ProfileDesk desk;

    ProfileController(Profiles profiles, ProfileDesk desk) {
        this.profiles = profiles;
        this.desk = desk;
    }

    @Post("/profiles")
    @Status(HttpStatus.CREATED)
    @Idempotent
    @Operation(operationId = "createProfile", summary = "Create a profile")
    @ApiResponse(responseCode = "400", ref = "#/components/responses/Malformed")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/IdempotencyMismatch")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/StoreUnavailable")
    HttpResponse<ProfileView> create(
            @Body @Valid NewProfile body, @Header("Idempotency-Key") @Nullable String idempotencyKey) {
        var creation =
                profiles.create(List.of(new Profiles.Request(body, null))).getFirst();
        return switch (creation) {
            case Creation.Created(var id) -> {
                var shown = desk.showNew(id);
                yield HttpResponse.created(shown.view(), URI.create("/v1/profiles/" + id))
                        .header(HttpHeaders.ETAG, EntityTag.of(shown.version()));
            }
            case Creation.Refused refused -> throw refused.problem();
        };
    }

    @Get("/profiles/{id}")
    @Operation(operationId = "getProfile", summary = "Get a profile")
    @Reads
    HttpResponse<ProfileView> get(ProfileId id, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        return desk.show(id, viewer).map(ProfileController::ok).orElseThrow(() -> Problem.notFound("profile", id));
    }

    @Get("/profiles")
    @Operation(operationId = "getProfileByHandle", summary = "Get a profile by its handle")
    @Reads
    HttpResponse<ProfileView> getByHandle(
            @QueryValue String handle, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        return desk.showByHandle(handle, viewer)
                .map(ProfileController::ok)
                .orElseThrow(() -> Problem.notFound("profile", handle));
    }

    @Get("/users/{userId}")
    @Operation(
            operationId = "getUser",
            summary = "Get a user's virtual profile",
            description =
                    "All profiles that the user owns and the viewer may see, and the paths of the timelines of the first: the regular one where there is one.")
    @Reads
    UserView user(@Size(max = 64) String userId, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        return desk.showUser(userId, viewer).orElseThrow(() -> Problem.notFound("user", userId));
    }

    @Patch("/profiles/{id}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "editProfile",
            summary = "Change a profile",
            description = "A JSON merge patch (RFC 7396); the handle can't be changed.")
    @Writes
    @ApiResponse(responseCode = "412", ref = "#/components/responses/Stale")
    @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
    HttpResponse<ProfileView> edit(
            ProfileId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Header("If-Match") @Nullable String ifMatch,
            @RequestBody(
                            content = {
                                @Content(mediaType = MERGE_PATCH, schema = @Schema(implementation = ProfileEdit.class)),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(implementation = ProfileEdit.class))
                            })
                    @Body
                    JsonNode patch) {
        return desk.edit(Acting.as(id, viewer), ifMatch, patch)
                .map(ProfileController::ok)
                .orElseThrow(() -> Problem.notFound("profile", id));
    }

    @Delete("/profiles/{id}")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteProfile",
            summary = "Delete a profile",
            description = "Hides it at once and erases everything of it soon after.")
    @Writes
    @ApiResponse(responseCode = "412", ref = "#/components/responses/Stale")
    void delete(
            ProfileId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @Header("If-Match") @Nullable String ifMatch) {
        if (!desk.delete(Acting.as(id, viewer), ifMatch)) {
            throw Problem.notFound("profile", id);
        }
    }

    private static HttpResponse<ProfileView> ok(ProfileDesk.Shown shown) {
        return HttpResponse.ok(shown.view()).header(HttpHeaders.ETAG, EntityTag.of(shown.version()));
    }
}
