package dev.kith.reconcile;

import dev.kith.community.Communities;
import dev.kith.graph.GraphHoldings;
import dev.kith.graph.GraphHoldings.Kind;
import dev.kith.outbox.Outbox;
import dev.kith.reconcile.HoldingRepository.Print;
import dev.kith.reconcile.HoldingRepository.Row;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

/** Communities and their nodes. */
@Singleton
final class CommunityComparison extends NodeComparison {

    private final HoldingRepository rows;

    CommunityComparison(HoldingRepository rows, GraphHoldings graph, Outbox outbox) {
        super(Kind.COMMUNITY, graph, outbox, Communities.CHANGED, Communities.REPAIR);
        this.rows = rows;
    }

    @Override
    public Place place() {
        return Place.COMMUNITIES;
    }

    @Override
    Print print(long after, long to, int most) {
        return rows.printOfCommunities(after, to, most);
    }

    @Override
    List<Row> rows(long after, long to, int most) {
        return rows.communities(after, to, most);
    }

    @Override
    List<Row> rows(Collection<Long> ids) {
        return rows.communitiesOf(ids.toArray(Long[]::new));
    }
}
