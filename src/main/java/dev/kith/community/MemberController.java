package dev.kith.community;

import dev.kith.community.Members.JoinedView;
import dev.kith.community.Members.MemberView;
import dev.kith.community.Members.MembershipView;
import dev.kith.graph.Neighbour;
import dev.kith.graph.SocialGraph;
import dev.kith.id.CommunityId;
import dev.kith.id.ProfileId;
import dev.kith.profile.Profiles;
import dev.kith.web.Page;
import dev.kith.web.PageQuery;
import dev.kith.web.Pages;
import dev.kith.web.Problem;
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
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/** The routes of memberships. */
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Communities")
class MemberController {

    private final Members members;
    private final Communities communities;
    private final SocialGraph graph;
    private final Profiles profiles;
    private final Pages pages;

    MemberController(Members members, Communities communities, SocialGraph graph, Profiles profiles, Pages pages) {
        this.members = members;
        this.communities = communities;
        this.graph = graph;
        this.profiles = profiles;
        this.pages = pages;
    }

    @Put("/communities/{id}/members/{profileId}")
    @Operation(
            operationId = "joinCommunity",
            summary = "Join a community",
            description = "The profile itself, where it sees the community, or the admin for it.")
    @Writes
    @ApiResponse(responseCode = "422", ref = "#/components/responses/NotAllowed")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/Overloaded")
    MembershipView join(CommunityId id, ProfileId profileId, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        return members.join(id, profileId, viewer);
    }

    @Delete("/communities/{id}/members/{profileId}")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "leaveCommunity",
            summary = "Leave a community",
            description = "The profile itself, or the admin for it. The admin has to hand the community over before.")
    @Writes
    @ApiResponse(responseCode = "422", ref = "#/components/responses/NotAllowed")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/Overloaded")
    void leave(CommunityId id, ProfileId profileId, @Header("X-Viewer-Id") @Nullable ProfileId viewer) {
        members.leave(id, profileId, viewer);
    }

    @Get("/communities/{id}/members")
    @Operation(operationId = "listMembers", summary = "Who is a member of a community, newest first")
    @Reads
    HttpResponse<Page<MemberView>> members(
            HttpRequest<?> request,
            CommunityId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @RequestBean @Valid PageQuery query) {
        if (!communities.mayLookInto(id, viewer)) {
            throw CommunityDesk.notFound(id);
        }
        return pages.answer(
                request,
                query,
                new Pages.Listing<>(
                        "members " + id,
                        PageQuery.MAX_OF_EDGES,
                        2,
                        graph.members(id)::page,
                        Neighbour::position,
                        some -> members.members(some, viewer)));
    }

    @Get("/profiles/{id}/communities")
    @Operation(
            operationId = "listCommunitiesOfProfile",
            summary = "Which communities a profile is a member of, newest first")
    @Reads
    HttpResponse<Page<JoinedView>> ofProfile(
            HttpRequest<?> request,
            ProfileId id,
            @Header("X-Viewer-Id") @Nullable ProfileId viewer,
            @RequestBean @Valid PageQuery query) {
        if (!profiles.mayList(id, viewer)) {
            throw Problem.notFound("profile", id);
        }
        return pages.answer(
                request,
                query,
                new Pages.Listing<>(
                        "communities of " + id,
                        PageQuery.MAX_OF_EDGES,
                        2,
                        graph.memberships(id)::page,
                        Neighbour::position,
                        some -> members.joined(some, id, viewer)));
    }
}
