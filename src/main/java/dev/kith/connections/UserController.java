package dev.kith.connections;

import dev.kith.connections.Envelope.Link;
import dev.kith.connections.UserViews.CardView;
import dev.kith.connections.UserViews.UserView;
import dev.kith.id.ProfileId;
import dev.kith.profile.Accounts;
import dev.kith.profile.Accounts.Account;
import dev.kith.profile.Creation;
import dev.kith.recommendation.Recommendations;
import dev.kith.web.Acting;
import dev.kith.web.MergePatch;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contract's routes of users, and of whom they should meet. Who acts is the user in the path. */
@Controller(UserController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Connections module")
class UserController {

    static final String PATH = "/api/v1/users";

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final Accounts accounts;
    private final Recommendations recommendations;
    private final MergePatch patches;

    UserController(Accounts accounts, Recommendations recommendations, MergePatch patches) {
        this.accounts = accounts;
        this.recommendations = recommendations;
        this.patches = patches;
    }

    @Post
    @Status(HttpStatus.CREATED)
    @Operation(
            operationId = "createModuleUser",
            summary = "Create a user",
            description = "A regular profile whose email no other has. Its handle is made from the name.")
    @ApiResponse(responseCode = "400", ref = "#/components/responses/ModuleMalformed")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/ModuleConflict")
    @ApiResponse(responseCode = "415", ref = "#/components/responses/ModuleUnsupportedMediaType")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/ModuleUnavailable")
    HttpResponse<Envelope<UserView>> create(@Body @Valid NewUser body) {
        return switch (accounts.create(body.says(), body.email(), body.college())) {
            case Creation.Created(var id) ->
                HttpResponse.created(
                        envelope(accounts.find(id, id).orElseThrow(() -> UserViews.notFound(id))),
                        URI.create(path(id)));
            case Creation.Refused refused -> throw refused.problem();
        };
    }

    @Get("/{user_id}")
    @Operation(operationId = "getModuleUser", summary = "Get a user")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/ModuleNotFound")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/ModuleUnavailable")
    Envelope<UserView> get(@PathVariable("user_id") String userId, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        var user = UserViews.named(userId);
        return envelope(
                accounts.find(user, viewer == null ? user : viewer).orElseThrow(() -> UserViews.notFound(userId)));
    }

    @Patch("/{user_id}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "editModuleUser",
            summary = "Change a user",
            description = "A JSON merge patch (RFC 7396) of name and college.")
    @ApiResponse(responseCode = "400", ref = "#/components/responses/ModuleMalformed")
    @ApiResponse(responseCode = "403", ref = "#/components/responses/ModuleForbidden")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/ModuleNotFound")
    @ApiResponse(responseCode = "415", ref = "#/components/responses/ModuleUnsupportedMediaType")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/ModuleUnavailable")
    Envelope<UserView> edit(
            @PathVariable("user_id") String userId,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @RequestBody(
                            content = {
                                @Content(mediaType = MERGE_PATCH, schema = @Schema(implementation = UserEdit.class)),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(implementation = UserEdit.class))
                            })
                    @Body
                    JsonNode patch) {
        var user = Acting.as(UserViews.named(userId), viewer);
        return envelope(
                accounts.edit(user, account -> patched(account, patch)).orElseThrow(() -> UserViews.notFound(userId)));
    }

    @Get("/{user_id}/recommendations")
    @Operation(operationId = "listModuleRecommendations", summary = "Whom a user should meet, the best first")
    @ApiResponse(responseCode = "400", ref = "#/components/responses/ModuleMalformed")
    @ApiResponse(responseCode = "403", ref = "#/components/responses/ModuleForbidden")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/ModuleNotFound")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/ModuleUnavailable")
    Envelope<List<CardView>> recommendations(
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
            @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        var user = Acting.as(UserViews.named(userId), viewer);
        var window = Window.of(offset, limit);
        var served = recommendations.served(user, window.offset(), window.limit());
        return Envelope.of(
                served.profiles().stream().map(CardView::of).toList(),
                window.links(path(user) + "/recommendations", null, served.more(), null));
    }

    private Account patched(Account account, JsonNode patch) {
        var edit = patches.apply(UserEdit.of(account), patch, UserEdit.class);
        return account.with(edit.name(), edit.college());
    }

    private static Envelope<UserView> envelope(Account account) {
        return Envelope.of(UserView.of(account), Link.to("self", path(account.id())));
    }

    static String path(ProfileId user) {
        return PATH + "/" + user;
    }
}
