package dev.kith.console;

import dev.kith.cache.StandingSight;
import dev.kith.console.ProfileInspection.Compared;
import dev.kith.console.ProfileInspection.RelationCount;
import dev.kith.graph.NodeStates.RelationCounts;
import dev.kith.graph.Standing;
import dev.kith.graph.StandingDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says how a standing that is kept compares with the graph. */
final class StandingLines {

    private StandingLines() {}

    static Compared compared(StandingSight check) {
        var present = check.present();
        return new Compared(
                "Standing",
                kept(check),
                "version " + present.version() + " in the graph",
                verdict(check),
                check.differences().stream()
                        .filter(difference -> !difference.same())
                        .map(StandingLines::told)
                        .toList());
    }

    private static String kept(StandingSight check) {
        if (!check.answers()) {
            return "Redis does not answer";
        }
        var places = new ArrayList<String>();
        if (check.here() != null) {
            places.add("version " + check.here().version() + " in this process");
        }
        if (check.redis() != null) {
            places.add("version " + check.redis().version() + " in Redis");
        }
        if (check.newest() != null) {
            places.add("the newest known is " + check.newest());
        }
        return places.isEmpty() ? "nothing" : String.join(", ", places);
    }

    private static Verdict verdict(StandingSight check) {
        return switch (check.verdict()) {
            case SAME -> Verdict.SAME;
            case DIFFERS -> Verdict.bad("differs");
            case PASSED_OVER -> Verdict.info("passed over");
            case NOTHING_KEPT -> Verdict.NOTHING_KEPT;
            case TOO_MANY -> Verdict.info("too many to be kept");
            case NO_REDIS -> Verdict.warning("the graph is asked");
        };
    }

    private static String told(StandingDifference difference) {
        var parts = new ArrayList<String>();
        if (!difference.gone().isEmpty()) {
            parts.add("kept and not there: " + Format.ids(difference.gone()));
        }
        if (!difference.missing().isEmpty()) {
            parts.add("there and not kept: " + Format.ids(difference.missing()));
        }
        return difference.set() + ": " + String.join("; ", parts);
    }

    static List<RelationCount> counts(RelationCounts counts, StandingSight check) {
        var served = check.served();
        var kept = served == null || !served.complete() ? null : served;
        var differences =
                check.differences().stream().collect(Collectors.toMap(StandingDifference::set, Function.identity()));
        var lines = new Lines(kept, differences);
        return List.of(
                lines.of("Following", RelationKind.FOLLOWING, counts.following(), "following"),
                lines.of("Followers", RelationKind.FOLLOWERS, counts.followers(), null),
                lines.of("Has asked to follow", RelationKind.ASKED, counts.asked(), "requested"),
                lines.of("Asked to be let in by", RelationKind.ASKED_BY, counts.askedBy(), null),
                lines.of("Was refused by", null, counts.refused(), null),
                lines.of("Has refused", null, counts.refusedBy(), null),
                lines.of("Connections", RelationKind.CONNECTIONS, counts.connected(), "connected"),
                lines.of("Communities", RelationKind.COMMUNITIES, counts.communities(), "communities"),
                lines.of("Blocks", RelationKind.BLOCKS, counts.blocking(), "blocking"),
                lines.of("Blocked by", null, counts.blockedBy(), "blockedBy"),
                lines.of("Mutes, ended ones included", RelationKind.MUTES, counts.muting(), "muting"),
                lines.of("Muted by", null, counts.mutedBy(), null),
                lines.of("Keeps the history of", null, counts.kept(), "kept"),
                lines.of("Recommended, all sets", null, counts.recommended(), null),
                lines.of("Recommended to", null, counts.recommendedTo(), null),
                lines.of("Dismissed", null, counts.dismissed(), null));
    }

    private record Lines(@Nullable Standing kept, Map<String, StandingDifference> differences) {

        RelationCount of(String name, @Nullable RelationKind list, long counted, @Nullable String set) {
            var difference = kept == null || set == null ? null : differences.get(set);
            return new RelationCount(
                    name,
                    list == null || counted == 0 ? null : list.path(),
                    Format.count(counted),
                    difference == null ? null : Format.count(difference.kept()),
                    difference == null
                            ? null
                            : difference.same() && difference.kept() == counted
                                    ? Verdict.SAME
                                    : Verdict.bad("differs"));
        }
    }
}
