package dev.kith.relation;

import dev.kith.graph.FollowSteps;
import dev.kith.id.ProfileId;
import jakarta.inject.Singleton;
import java.util.List;

/** Ways along follows, whoever may see them. */
@Singleton
public class Paths {

    /** How many follows a search may read: some tenths of a second. */
    static final int BUDGET = 100_000;

    private final PathSearch search;

    /** What came of looking for the shortest way from one profile to another. */
    public sealed interface Way {
        /** The profiles on it, both ends included; each follows the next. */
        record Found(List<ProfileId> profiles) implements Way {}

        record None() implements Way {}

        /** More than so many follows would have had to be read. */
        record TooWide(int budget) implements Way {}
    }

    Paths(FollowSteps steps) {
        this.search = new PathSearch(steps, BUDGET);
    }

    public Way between(ProfileId source, ProfileId target, int maxDepth) {
        return switch (search.find(source.value(), target.value(), maxDepth, level -> level)) {
            case PathSearch.Outcome.Found(var way) ->
                new Way.Found(way.stream().map(ProfileId::new).toList());
            case PathSearch.Outcome.None() -> new Way.None();
            case PathSearch.Outcome.TooWide(var budget) -> new Way.TooWide(budget);
        };
    }
}
