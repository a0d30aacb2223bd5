package dev.kith.reconcile;

import dev.kith.graph.GraphHoldings;
import dev.kith.graph.GraphHoldings.Kind;
import dev.kith.outbox.Outbox;
import dev.kith.profile.Profiles;
import dev.kith.reconcile.HoldingRepository.Print;
import dev.kith.reconcile.HoldingRepository.Row;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

/** Profiles and their nodes. */
@Singleton
final class ProfileComparison extends NodeComparison {

    private final HoldingRepository rows;

    ProfileComparison(HoldingRepository rows, GraphHoldings graph, Outbox outbox) {
        super(Kind.PROFILE, graph, outbox, Profiles.CHANGED, Profiles.REPAIR);
        this.rows = rows;
    }

    @Override
    public Place place() {
        return Place.PROFILES;
    }

    @Override
    Print print(long after, long to, int most) {
        return rows.printOfProfiles(after, to, most);
    }

    @Override
    List<Row> rows(long after, long to, int most) {
        return rows.profiles(after, to, most);
    }

    @Override
    List<Row> rows(Collection<Long> ids) {
        return rows.profilesOf(ids.toArray(Long[]::new));
    }
}
