package dev.kith.reconcile;

import dev.kith.community.Communities;
import dev.kith.graph.GraphHoldings;
import dev.kith.graph.GraphHoldings.Membership;
import dev.kith.outbox.Outbox;
import dev.kith.reconcile.HoldingRepository.Admin;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The one membership that Postgres knows of: a community's admin is a member. Where either has no node, that is told of elsewhere. */
@Singleton
final class MembershipComparison implements Comparison {

    private static final int AT_ONCE = 1_000;

    private final HoldingRepository rows;
    private final GraphHoldings graph;
    private final Outbox outbox;

    MembershipComparison(HoldingRepository rows, GraphHoldings graph, Outbox outbox) {
        this.rows = rows;
        this.graph = graph;
        this.outbox = outbox;
    }

    @Override
    public Place place() {
        return Place.MEMBERSHIPS;
    }

    @Override
    public void compare(Range range, Look look) throws InterruptedException {
        var some = rows.admins(range.after(), range.to(), AT_ONCE);
        while (!some.isEmpty()) {
            look.seen(some.size());
            look.suspect(findings(some));
            look.rest();
            some = some.size() < AT_ONCE
                    ? List.of()
                    : rows.admins(some.getLast().id(), range.to(), AT_ONCE);
        }
    }

    @Override
    public List<Finding> again(Collection<String> keys) {
        return findings(rows.adminsOf(keys.stream().map(Long::valueOf).toArray(Long[]::new)));
    }

    @Override
    public Set<String> underWay(Collection<String> keys) {
        return outbox
                .waiting(Communities.CHANGED, keys.stream().map(Long::valueOf).toList())
                .stream()
                .map(id -> Long.toString(id))
                .collect(Collectors.toSet());
    }

    @Override
    public void repair(List<Finding> findings) {
        outbox.changed(Communities.REPAIR, findings.stream().map(Finding::id).toList());
    }

    private List<Finding> findings(List<Admin> admins) {
        var lacking = graph.lacking(admins.stream()
                .map(admin -> new Membership(admin.adminId(), admin.id()))
                .toList());
        return admins.stream()
                .filter(admin -> lacking.contains(admin.id()))
                .map(admin -> new Finding(
                        Long.toString(admin.id()),
                        Difference.NO_MEMBERSHIP,
                        "its admin %d is not a member".formatted(admin.adminId())))
                .toList();
    }
}
