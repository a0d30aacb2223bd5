package dev.kith.graph;

import dev.kith.events.ClaimCheck;
import dev.kith.events.Family;
import dev.kith.events.Poison;
import org.jspecify.annotations.Nullable;

/**
 * Something was done to an edge; the edge itself says how it stands now.
 *
 * @param kind what was done
 * @param source id of the profile that the edge goes out from, or of who connects
 * @param target id of the profile or community that it leads to
 * @param version which the two had reached then; the later of two changes of an edge has the higher one
 * @param traceId of the request that did it
 */
public record EdgeChange(
        EdgeCommand.Kind kind,
        long source,
        long target,
        long version,
        @Nullable String traceId) {

    /** The type of the messages that tell of changes of a kind. */
    static String type(EdgeCommand.Kind kind) {
        return Family.EDGE + kind.name();
    }

    ClaimCheck check() {
        return new ClaimCheck(type(kind), version, source + ":" + target, traceId);
    }

    /** @throws Poison when its key is not that of an edge */
    static EdgeChange of(EdgeCommand.Kind kind, ClaimCheck check) {
        var ends = check.key().split(":", -1);
        try {
            return new EdgeChange(kind, Long.parseLong(ends[0]), Long.parseLong(ends[1]), check.id(), check.traceId());
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException notTwo) {
            throw new Poison("the key of %s must be two ids, was %s".formatted(check.type(), check.key()));
        }
    }
}
