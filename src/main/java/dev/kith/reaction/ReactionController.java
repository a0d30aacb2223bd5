package dev.kith.reaction;

import dev.kith.id.CommentId;
import dev.kith.id.ItemId;
import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import dev.kith.reaction.ReactionLists.Reactor;
import dev.kith.reaction.Reactions.Item;
import dev.kith.web.Acting;
import dev.kith.web.Page;
import dev.kith.web.PageQuery;
import dev.kith.web.Pages;
import dev.kith.web.Reads;
import dev.kith.web.Writes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes of reactions: the same for posts and for comments. */
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Content")
class ReactionController {

    private final Reactions reactions;
    private final ReactionLists lists;
    private final Pages pages;

    /**
     * A reaction that stands.
     *
     * @param created false when it stood before
     */
    @Serdeable
    @Schema(name = "GivenReaction")
    record GivenReaction(
            @Schema(example = "689712345678905678") ItemId itemId,

            @Schema(example = "689712345678901234") ProfileId profileId,

            @Schema(example = "like") Reaction kind,
            @Schema(example = "2026-03-01T12:00:00.000Z") Instant createdAt,
            @Schema(example = "true") boolean created) {}

    ReactionController(Reactions reactions, ReactionLists lists, Pages pages) {
        this.reactions = reactions;
        this.lists = lists;
        this.pages = pages;
    }

    @Put("/posts/{id}/reactions/{kind}/{profileId}")
    @Operation(operationId = "reactToPost", summary = "Like or star a post", description = "Again changes nothing.")
    @Writes
    GivenReaction put(
            PostId id, Reaction kind, ProfileId profileId, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        return give(new Item.OfPost(id), kind, Acting.as(profileId, viewer));
    }

    @Put("/comments/{id}/reactions/{kind}/{profileId}")
    @Operation(
            operationId = "reactToComment",
            summary = "Like or star a comment",
            description = "Again changes nothing.")
    @Writes
    GivenReaction put(
            CommentId id, Reaction kind, ProfileId profileId, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        return give(new Item.OfComment(id), kind, Acting.as(profileId, viewer));
    }

    @Delete("/posts/{id}/reactions/{kind}/{profileId}")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "takeBackReactionToPost",
            summary = "Take back a reaction to a post",
            description =
                    "Also where there is none. A like that is taken back counts among the unlikes until it is given again.")
    @Writes
    void delete(PostId id, Reaction kind, ProfileId profileId, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        reactions.takeBack(new Item.OfPost(id), kind, Acting.as(profileId, viewer));
    }

    @Delete("/comments/{id}/reactions/{kind}/{profileId}")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "takeBackReactionToComment",
            summary = "Take back a reaction to a comment",
            description = "Also where there is none.")
    @Writes
    void delete(CommentId id, Reaction kind, ProfileId profileId, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        reactions.takeBack(new Item.OfComment(id), kind, Acting.as(profileId, viewer));
    }

    @Get("/posts/{id}/reactions")
    @Operation(operationId = "listReactionsToPost", summary = "Who reacted to a post, newest first")
    @Reads
    HttpResponse<Page<Reactor>> list(
            HttpRequest<?> request,
            PostId id,
            @QueryValue @Nullable Reaction kind,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @RequestBean @Valid PageQuery query) {
        return list(request, new Item.OfPost(id), kind, viewer, query);
    }

    @Get("/comments/{id}/reactions")
    @Operation(operationId = "listReactionsToComment", summary = "Who reacted to a comment, newest first")
    @Reads
    HttpResponse<Page<Reactor>> list(
            HttpRequest<?> request,
            CommentId id,
            @QueryValue @Nullable Reaction kind,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @RequestBean @Valid PageQuery query) {
        return list(request, new Item.OfComment(id), kind, viewer, query);
    }

    private HttpResponse<Page<Reactor>> list(
            HttpRequest<?> request, Item item, @Nullable Reaction kind, @Nullable ProfileId viewer, PageQuery query) {
        if (!reactions.mayList(item, viewer)) {
            throw item.notFound();
        }
        return pages.answer(
                request,
                query,
                new Pages.Listing<>(
                        "reactions " + item.id() + (kind == null ? "" : " " + kind.word()),
                        PageQuery.MAX,
                        1,
                        (before, most) -> reactions.newest(item, kind, before, most),
                        row -> new long[] {row.id()},
                        rows -> lists.views(rows, viewer)));
    }

    private GivenReaction give(Item item, Reaction kind, ProfileId profile) {
        var asked = new Reactions.Request(item, kind, profile, null);
        return switch (reactions.give(List.of(asked)).getFirst()) {
            case Reactions.Outcome.Stands(var since, var created) ->
                new GivenReaction(new ItemId(item.id()), profile, kind, since, created);
            case Reactions.Outcome.Refused(var problem) -> throw problem;
        };
    }
}
