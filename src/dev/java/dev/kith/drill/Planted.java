package dev.kith.drill;

import dev.kith.drill.Ask.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * How things stand before a batch of follows, and so what must come of each of its pairs.
 *
 * @param absent no profile has these ids, or none any more
 * @param closed profiles that are private
 * @param full the profile that follows as many as it may
 * @param edges that are there: follows, requests among them, and blocks
 */
record Planted(Set<Long> absent, Set<Long> closed, long full, Set<Ask> edges) {

    private static final List<Map.Entry<String, BiPredicate<Planted, Ask>>> RULES = List.of(
            Map.entry("blocked", (planted, follow) -> planted.edges.contains(follow.of(Kind.BLOCKS))),
            Map.entry(
                    "notFound",
                    (planted, follow) -> planted.absent.contains(follow.source())
                            || planted.absent.contains(follow.target())
                            || planted.edges.contains(follow.reversed().of(Kind.BLOCKS))),
            Map.entry("existing", (planted, follow) -> planted.edges.contains(follow)),
            Map.entry("limit", (planted, follow) -> follow.source() == planted.full),
            Map.entry("requested", (planted, follow) -> planted.closed.contains(follow.target())),
            Map.entry("created", (planted, follow) -> true));

    /** By the first rule that holds. */
    String outcome(Ask follow) {
        return RULES.stream()
                .filter(rule -> rule.getValue().test(this, follow))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** In which state a follow of this profile is. */
    String state(long target) {
        return closed.contains(target) ? "REQUESTED" : "FOLLOWING";
    }
}
