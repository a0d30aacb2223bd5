package dev.kith.timeline;

import dev.kith.id.Ids;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From where a home timeline comes, and how deep.
 *
 * @param source LIST for lists that were there, BUILT where some were built for it, PLAIN where the stores were asked for everything
 * @param lists how many were merged
 * @param posts how many are in them
 * @param downTo the stores are asked for what is from then or older; absent when the lists have all there is, and when there are none
 */
@Serdeable
@Schema(name = "TimelineCoverage")
record Coverage(
        @Schema(example = "LIST") Candidates.Way source,
        @Schema(example = "3") int lists,
        @Schema(example = "800") int posts,

        @Schema(example = "2026-02-27T08:30:00.000Z") @Nullable
        Instant downTo) {

    static Coverage of(Candidates candidates) {
        var lists = candidates.lists();
        var floor = candidates.ready().floor();
        return new Coverage(
                candidates.way(),
                lists.size(),
                candidates.ready().ids().size(),
                lists.isEmpty() || floor == 0 ? null : Ids.timeOf(floor));
    }
}
