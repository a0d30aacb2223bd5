package dev.kith.community;

import dev.kith.graph.EdgeCommand;
import dev.kith.graph.EdgeCommand.Kind;
import dev.kith.graph.EdgeResult;
import dev.kith.graph.EdgeWriter;
import dev.kith.graph.Neighbour;
import dev.kith.id.CommunityId;
import dev.kith.id.ProfileId;
import dev.kith.profile.ProfileCard;
import dev.kith.profile.Profiles;
import dev.kith.relation.Relations;
import dev.kith.visibility.Actor.Role;
import dev.kith.visibility.Item;
import dev.kith.visibility.Viewers;
import dev.kith.visibility.Visibility;
import dev.kith.web.Acting;
import dev.kith.web.Pages.Seen;
import dev.kith.web.Problem;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.transaction.TransactionOperations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who belongs to communities. */
@Singleton
public class Members {

    private final CommunityRepository rows;
    private final Communities communities;
    private final CommunityNodes nodes;
    private final EdgeWriter edges;
    private final Profiles profiles;
    private final Viewers viewers;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    /** A membership as it is shown. */
    @Serdeable
    @Schema(name = "Membership")
    record MembershipView(
            @Schema(example = "689712345678901234") CommunityId communityId,
            @Schema(example = "689712345678905678") ProfileId profileId,
            @Schema(example = "2026-03-01T12:00:00.000Z") Instant since,
            @Schema(example = "true") boolean created) {}

    /** One line of a list of members. */
    @Serdeable
    @Schema(name = "Member")
    record MemberView(
            ProfileCard profile,
            @Schema(example = "2026-03-01T12:00:00.000Z") Instant since) {}

    /** One line of a list of a profile's communities. */
    @Serdeable
    @Schema(name = "JoinedCommunity")
    record JoinedView(
            CommunityCard community,
            @Schema(example = "2026-03-01T12:00:00.000Z") Instant since) {}

    /** A community inside another answer. */
    @Serdeable
    @Schema(name = "CommunityCard")
    record CommunityCard(
            @Schema(example = "689712345678901234") CommunityId id,
            @Schema(example = "Mad tea party") String name) {}

    Members(
            CommunityRepository rows,
            Communities communities,
            CommunityNodes nodes,
            EdgeWriter edges,
            Profiles profiles,
            Viewers viewers,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.rows = rows;
        this.communities = communities;
        this.nodes = nodes;
        this.edges = edges;
        this.profiles = profiles;
        this.viewers = viewers;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Carries out many joins; {@link EdgeResult.NoNode} means that there is no such profile or community. */
    public List<EdgeResult> joinAll(List<EdgeCommand> joins) {
        return edges.writeAll(joins, nodes::makeNodes);
    }

    /** What is told of a join that was refused. */
    public static Problem problem(EdgeResult.Refused refused, EdgeCommand join) {
        return switch (refused) {
            case EdgeResult.NoNode(var missing) ->
                Problem.notFound(missing == join.source() ? "profile" : "community", missing);
            case EdgeResult.Hidden() -> Problem.notFound("community", join.target());
            case EdgeResult.LimitReached(var limit) -> Relations.limitReached(limit);
            case EdgeResult.Blocked() -> throw new IllegalStateException("nobody blocks a community");
        };
    }

    /** Joins of one's own will, where one sees the community, or is taken in by its admin, who sees one. */
    MembershipView join(CommunityId community, ProfileId member, @Nullable ProfileId viewer) {
        var row = rows.find(community.value()).orElseThrow(() -> CommunityDesk.notFound(community));
        var actor = actor(row, member, viewer);
        if (communities.find(community, actor).isEmpty()) {
            throw CommunityDesk.notFound(community);
        }
        requireVisible(member, actor);
        var join = EdgeCommand.of(actor.equals(member) ? Kind.JOIN : Kind.INVITE, member, community, clock.instant());
        return switch (edges.write(join, nodes::makeNodes)) {
            case EdgeResult.Stands stands ->
                new MembershipView(community, member, stands.edge().since(), stands.created());
            case EdgeResult.Refused refused -> throw problem(refused, join);
            case EdgeResult.Gone gone -> throw new IllegalStateException(join + " came to " + gone);
        };
    }

    /** Leaves, or is sent away by the admin. The admin stays: the row is held, so nobody becomes it meanwhile. */
    void leave(CommunityId community, ProfileId member, @Nullable ProfileId viewer) {
        transactions.executeWrite(transaction -> {
            var row = rows.hold(community.value());
            if (row.isEmpty()) {
                Acting.as(member, viewer);
                return false;
            }
            actor(row.get(), member, viewer);
            if (row.get().admin().equals(member)) {
                throw Problem.unprocessable(
                        "last-admin", "The admin can't leave. Hand the community over first, or delete it.");
            }
            edges.write(EdgeCommand.of(Kind.LEAVE, member, community, clock.instant()));
            return true;
        });
    }

    /** Those members whose cards the viewer may see, in the same order. */
    List<Seen<Neighbour, MemberView>> members(List<Neighbour> some, @Nullable ProfileId viewer) {
        var ids = some.stream().map(Neighbour::profile).toList();
        var cards = profiles.cards(ids);
        var looking = viewers.load(viewer, ids);
        return some.stream()
                .<Seen<Neighbour, MemberView>>mapMulti((member, list) -> {
                    var card = cards.get(member.profile());
                    if (card != null
                            && Visibility.of(looking, Item.of(card.as(Role.SUBJECT)))
                                    .shown()) {
                        list.accept(new Seen<>(member, new MemberView(card, member.since())));
                    }
                })
                .toList();
    }

    /** Those communities of which the viewer may see who belongs to them, in the same order. To its owner the list is whole. */
    List<Seen<Neighbour, JoinedView>> joined(List<Neighbour> some, ProfileId owner, @Nullable ProfileId viewer) {
        var ids = some.stream().map(Neighbour::id).toList();
        var found = rows.findAll(ids.toArray(Long[]::new)).stream()
                .collect(Collectors.toMap(CommunityRow::id, Function.identity()));
        var looking = viewers.load(viewer, List.of(), ids);
        return some.stream()
                .<Seen<Neighbour, JoinedView>>mapMulti((joined, list) -> {
                    var row = found.get(joined.id());
                    if (row != null
                            && (owner.equals(viewer)
                                    || Visibility.of(looking, new Item(List.of(), row.inside(), false))
                                            .shown())) {
                        list.accept(new Seen<>(
                                joined,
                                new JoinedView(new CommunityCard(row.communityId(), row.name()), joined.since())));
                    }
                })
                .toList();
    }

    /** Who acts: the admin for others, everybody for themselves. */
    private static ProfileId actor(CommunityRow row, ProfileId member, @Nullable ProfileId viewer) {
        return row.admin().equals(viewer) ? row.admin() : Acting.as(member, viewer);
    }

    private void requireVisible(ProfileId member, ProfileId actor) {
        var shown = profiles.card(member)
                .filter(card -> Visibility.of(viewers.load(actor, List.of(member)), Item.of(card.as(Role.SUBJECT)))
                        .shown());
        if (shown.isEmpty()) {
            throw Problem.notFound("profile", member);
        }
    }
}
