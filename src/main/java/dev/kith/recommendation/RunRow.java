package dev.kith.recommendation;

import dev.kith.id.Ids;
import dev.kith.id.ProfileId;
import dev.kith.id.RunId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One time that recommendations are worked out.
 *
 * @param profileId for whom; 0 for all who have read since {@code since}
 * @param total for how many
 * @param reached id of the last one that it was done for
 * @param failed of how many it was given up
 * @param stored how many were recommended in all
 */
@MappedEntity("recommendation_run")
record RunRow(
        @Id long id,
        long profileId,
        Instant since,
        int total,
        long reached,
        int done,
        int failed,
        long stored,
        @Nullable Instant finishedAt) {

    static final long ALL = 0;

    /**
     * How far a run has come.
     *
     * @param profileId of the profile that it is for; absent where it is for all who have read lately
     */
    @Serdeable
    @Schema(name = "RecommendationRun")
    record View(
            @Schema(example = "689712345678909902") RunId id,

            @Schema(example = "689712345678901234") @Nullable
            ProfileId profileId,

            @Schema(example = "RUNNING", description = "RUNNING or COMPLETED.")
            String state,

            @Schema(example = "20000") int total,
            @Schema(example = "4000") int done,
            @Schema(example = "0") int failed,
            @Schema(example = "198000") long stored,
            @Schema(example = "2026-03-01T03:00:00.000Z") Instant createdAt,

            @Schema(example = "2026-03-01T03:02:00.000Z") @Nullable
            Instant finishedAt) {}

    View view() {
        return new View(
                new RunId(id),
                profileId == ALL ? null : new ProfileId(profileId),
                finishedAt == null ? "RUNNING" : "COMPLETED",
                total,
                done,
                failed,
                stored,
                Ids.timeOf(id),
                finishedAt);
    }
}
