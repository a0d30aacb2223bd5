package dev.kith.graph;

import java.util.List;
import java.util.function.Function;

/**
 * How a standing that was kept compares, in one of the sets that it is made of, with the one that the graph gives now.
 *
 * @param set what it is called
 * @param kept how many were kept
 * @param present how many there are
 * @param gone those who were kept and are not there, or with another time
 * @param missing those who are there and were not kept, or with another time
 */
public record StandingDifference(String set, int kept, int present, List<Long> gone, List<Long> missing) {

    private record Part(String set, Function<Standing, IdSet> ids) {}

    private static final List<Part> PARTS = List.of(
            new Part("following", Standing::following),
            new Part("requested", Standing::requested),
            new Part("blocking", Standing::blocking),
            new Part("blockedBy", Standing::blockedBy),
            new Part("muting", Standing::muting),
            new Part("connected", Standing::connected),
            new Part("communities", Standing::communities),
            new Part("kept", Standing::kept),
            new Part("floors", Standing::floors));

    /** One of each set, whether or not there is any difference. */
    public static List<StandingDifference> between(Standing kept, Standing present) {
        return PARTS.stream()
                .map(part ->
                        between(part.set(), part.ids().apply(kept), part.ids().apply(present)))
                .toList();
    }

    private static StandingDifference between(String set, IdSet kept, IdSet present) {
        return new StandingDifference(set, kept.size(), present.size(), kept.without(present), present.without(kept));
    }

    public boolean same() {
        return gone.isEmpty() && missing.isEmpty();
    }
}
