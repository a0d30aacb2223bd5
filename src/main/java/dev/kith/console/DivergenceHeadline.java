package dev.kith.console;

import dev.kith.reconcile.Divergences;
import dev.kith.reconcile.Divergences.Divergence;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;

/** In how much the stores differed when they were last compared, and where. */
@Singleton
class DivergenceHeadline implements Headline.Source {

    private static final String NAME = "Differences between the stores";

    private final Divergences divergences;

    DivergenceHeadline(Divergences divergences) {
        this.divergences = divergences;
    }

    @Override
    public List<Headline> headlines() {
        var last = divergences.last();
        if (last.isEmpty()) {
            return List.of(new Headline(NAME, Format.UNKNOWN, "", null));
        }
        var all = last.stream().mapToLong(Divergence::divergent).sum();
        var where = last.stream()
                .filter(one -> one.divergent() > 0)
                .map(one -> one.place().label())
                .collect(Collectors.joining(", ", ": ", ""));
        return List.of(new Headline(all == 0 ? NAME : NAME + where, Format.count(all), all == 0 ? "up" : "down", null));
    }
}
