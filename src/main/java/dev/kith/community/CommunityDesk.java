package dev.kith.community;

import dev.kith.graph.SocialGraph;
import dev.kith.id.CommunityId;
import dev.kith.id.ProfileId;
import dev.kith.visibility.Item;
import dev.kith.visibility.Viewers;
import dev.kith.visibility.Visibility;
import dev.kith.web.EntityTag;
import dev.kith.web.MergePatch;
import dev.kith.web.Pages.Seen;
import dev.kith.web.Problem;
import io.micronaut.http.HttpStatus;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Shows communities, and lets their admins change and delete them. */
@Singleton
class CommunityDesk {

    private final CommunityRepository rows;
    private final Communities communities;
    private final SocialGraph graph;
    private final Viewers viewers;
    private final MergePatch patches;
    private final TransactionOperations<Connection> transactions;

    /** A community as it is shown, and which version of it that is. */
    record Shown(CommunityView view, int version) {}

    CommunityDesk(
            CommunityRepository rows,
            Communities communities,
            SocialGraph graph,
            Viewers viewers,
            MergePatch patches,
            TransactionOperations<Connection> transactions) {
        this.rows = rows;
        this.communities = communities;
        this.graph = graph;
        this.viewers = viewers;
        this.patches = patches;
        this.transactions = transactions;
    }

    Shown show(CommunityId id, @Nullable ProfileId viewer) {
        return shown(communities.find(id, viewer).orElseThrow(() -> notFound(id)));
    }

    /** A community that was founded just now: its founder is its only member, whether or not the graph knows already. */
    Shown showNew(CommunityId id) {
        var row = rows.find(id.value()).orElseThrow(() -> notFound(id));
        return new Shown(CommunityView.of(row, 1), row.version());
    }

    List<CommunityRow> newest(long @Nullable [] before, int most) {
        return rows.newest(before == null ? Long.MAX_VALUE : before[0], most);
    }

    /** Those that the viewer may see, in the same order. */
    List<Seen<CommunityRow, CommunityView>> views(List<CommunityRow> some, @Nullable ProfileId viewer) {
        var looking = viewers.load(
                viewer, List.of(), some.stream().map(CommunityRow::id).toList());
        var counts =
                graph.membersCounts(some.stream().map(CommunityRow::communityId).toList());
        return some.stream()
                .filter(row -> Visibility.of(looking, new Item(List.of(), row.outside(), false))
                        .shown())
                .map(row -> new Seen<>(row, CommunityView.of(row, counts.getOrDefault(row.communityId(), 1L))))
                .toList();
    }

    /** A new admin has to be a member, and can't leave while this goes on: who leaves holds the row. */
    Shown edit(CommunityId id, ProfileId admin, @Nullable String ifMatch, JsonNode patch) {
        return shown(change(id, admin, ifMatch, row -> {
            var edit = patches.apply(row.toEdit(), patch, NewCommunity.class);
            if (!edit.adminId().equals(row.admin())
                    && graph.membershipsAmong(edit.adminId(), Set.of(row.id())).isEmpty()) {
                throw Problem.unprocessable(
                        "not-a-member", "Profile " + edit.adminId() + " is no member, so it can't become the admin.");
            }
            if (!edit.equals(row.toEdit())) {
                rows.update(
                        row.id(),
                        edit.adminId().value(),
                        edit.name(),
                        edit.description(),
                        Boolean.TRUE.equals(edit.isPrivate()),
                        !Boolean.FALSE.equals(edit.visible()),
                        edit.rules());
            }
            return rows.find(row.id()).orElseThrow();
        }));
    }

    /** Hides the community at once; its memberships end soon after. */
    void delete(CommunityId id, ProfileId admin, @Nullable String ifMatch) {
        change(id, admin, ifMatch, row -> {
            rows.delete(row.id());
            return row;
        });
    }

    /** Refuses whoever is not the admin; to who may not see the community, as if it was absent. */
    void requireAdmin(CommunityRow row, ProfileId actor) {
        if (!row.admin().equals(actor)) {
            throw communities
                    .find(row.communityId(), actor)
                    .map(seen -> Problem.of(
                            HttpStatus.FORBIDDEN, "not-admin", "Only the admin of the community may do this."))
                    .orElseGet(() -> notFound(row.communityId()));
        }
    }

    static Problem notFound(CommunityId id) {
        return Problem.notFound("community", id);
    }

    private CommunityRow change(
            CommunityId id, ProfileId admin, @Nullable String ifMatch, UnaryOperator<CommunityRow> change) {
        var changed = transactions.executeWrite(transaction -> {
            var row = rows.findForUpdate(id.value()).orElseThrow(() -> notFound(id));
            requireAdmin(row, admin);
            EntityTag.requireMatch(ifMatch, row.version());
            var after = change.apply(row);
            communities.noteChange(List.of(row.id()));
            return after;
        });
        communities.syncNow(List.of(changed.id()));
        return changed;
    }

    private Shown shown(CommunityRow row) {
        var count = graph.membersCounts(List.of(row.communityId())).getOrDefault(row.communityId(), 1L);
        return new Shown(CommunityView.of(row, count), row.version());
    }
}
