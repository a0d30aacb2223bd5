package dev.kith.connections;

import dev.kith.batch.BatchView;
import dev.kith.connections.Envelope.Link;
import dev.kith.connections.UserViews.CardView;
import dev.kith.id.ProfileId;
import dev.kith.web.Acting;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contract's routes of connections. */
@Controller(UserController.PATH + "/{user_id}/connections")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Connections module")
class UserConnectionController {

    private final UserConnections connections;

    /** With whom a user is to be connected. */
    @Serdeable
    @Schema(name = "NewModuleConnection")
    record NewConnection(
            @Schema(example = "689712345678905678") @NotBlank
            String id) {}

    /** With how many. */
    @Serdeable
    @Schema(name = "NewModuleConnections")
    record NewConnections(
            @Schema(example = "[\"689712345678905678\"]") @NotNull @Size(min = 1, max = 1_000)
            List<@NotBlank String> ids) {}

    UserConnectionController(UserConnections connections) {
        this.connections = connections;
    }

    @Get
    @Operation(
            operationId = "listModuleConnections",
            summary = "With whom a user is connected, newest first",
            description =
                    "The next link, which is there only if more follows, leads on however far; an offset alone to 10,000.")
    @ApiResponse(responseCode = "400", ref = "#/components/responses/ModuleMalformed")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/ModuleNotFound")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/ModuleUnavailable")
    Envelope<List<CardView>> list(
            @PathVariable("user_id") String userId,
            @Parameter(schema = @Schema(type = "integer"), description = "How many to pass over; 0 when absent.")
                    @QueryValue
                    @Nullable
                    String offset,
            @Parameter(
                            schema = @Schema(type = "integer"),
                            description = "How many at most; 50 when absent, and for more.")
                    @QueryValue
                    @Nullable
                    String limit,
            @Parameter(description = "As the next link has it, with the offset that it stands for.")
                    @QueryValue
                    @Nullable
                    String cursor,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        var user = UserViews.named(userId);
        var window = Window.of(offset, limit);
        var page = connections.page(user, viewer == null ? user : viewer, window, cursor);
        return Envelope.of(
                page.items().stream().map(CardView::of).toList(),
                window.links(path(user), cursor, page.nextCursor() != null, page.nextCursor()));
    }

    @Post
    @Status(HttpStatus.CREATED)
    @Operation(operationId = "connectModuleUsers", summary = "Connect two users")
    @ApiResponse(responseCode = "400", ref = "#/components/responses/ModuleMalformed")
    @ApiResponse(responseCode = "403", ref = "#/components/responses/ModuleForbidden")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/ModuleNotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/ModuleConflict")
    @ApiResponse(responseCode = "415", ref = "#/components/responses/ModuleUnsupportedMediaType")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/ModuleOverloaded")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/ModuleUnavailable")
    HttpResponse<Envelope<List<CardView>>> connect(
            @PathVariable("user_id") String userId,
            @Body @Valid NewConnection body,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        var user = Acting.as(UserViews.named(userId), viewer);
        var other = connections.connect(user, body.id());
        return HttpResponse.created(Envelope.of(List.of(CardView.of(other)), Link.to("self", path(user))));
    }

    @Delete
    @Status(HttpStatus.NO_CONTENT)
    @Operation(operationId = "disconnectModuleUsers", summary = "End a connection")
    @ApiResponse(responseCode = "400", ref = "#/components/responses/ModuleMalformed")
    @ApiResponse(responseCode = "403", ref = "#/components/responses/ModuleForbidden")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/ModuleNotFound")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/ModuleOverloaded")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/ModuleUnavailable")
    void disconnect(
            @PathVariable("user_id") String userId,
            @Parameter(description = "The other user.", example = "689712345678905678") @QueryValue @NotBlank
                    String user,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        connections.disconnect(Acting.as(UserViews.named(userId), viewer), user);
    }

    @Post("/batch")
    @Status(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "connectModuleUsersInBatch",
            summary = "Connect a user with up to 1,000 others, by and by",
            description =
                    "Location, and the status link, is where one sees how far that has come: GET /v1/batches/{id}.")
    @ApiResponse(responseCode = "400", ref = "#/components/responses/ModuleMalformed")
    @ApiResponse(responseCode = "403", ref = "#/components/responses/ModuleForbidden")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/ModuleNotFound")
    @ApiResponse(responseCode = "415", ref = "#/components/responses/ModuleUnsupportedMediaType")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/ModuleUnavailable")
    HttpResponse<Envelope<BatchView>> connectAll(
            @PathVariable("user_id") String userId,
            @Body @Valid NewConnections body,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        var begun = connections.connectAll(Acting.as(UserViews.named(userId), viewer), body.ids());
        var status = "/v1/batches/" + begun.id();
        return HttpResponse.<Envelope<BatchView>>accepted(URI.create(status))
                .body(Envelope.of(begun, Link.to("status", status))
                        .saying("Follow the status link to see how far it has come."));
    }

    private static String path(ProfileId user) {
        return UserController.path(user) + "/connections";
    }
}
