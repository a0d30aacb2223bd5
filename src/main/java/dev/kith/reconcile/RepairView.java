package dev.kith.reconcile;

import dev.kith.id.ReconciliationId;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What a repair does, or would do.
 *
 * @param dryRun whether it only would
 */
@Serdeable
@Schema(name = "Repair")
record RepairView(
        @Schema(example = "689712345678909911") ReconciliationId reconciliationId,
        @Schema(example = "true") boolean dryRun,
        List<PlaceRepair> places) {

    /**
     * The same in one place.
     *
     * @param repairs how many things it has brought in line
     * @param gone how many don't differ any more, or otherwise than when they were found
     * @param needErasing how many it leaves as they are, since that would erase edges and was not asked for
     * @param notKept how many differ beyond those of which is kept what they are
     */
    @Serdeable
    @Schema(name = "PlaceRepair")
    record PlaceRepair(
            @Schema(example = "PROFILES") Place place,
            @Schema(example = "2") int repairs,
            @Schema(example = "0") int gone,
            @Schema(example = "0") int needErasing,
            @Schema(example = "0") long notKept) {}
}
