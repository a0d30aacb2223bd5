package dev.kith.snapshot;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * What tells a snapshot from others.
 *
 * @param upTo number of the last change that it has taken in since Redis began to count them
 */
@Serdeable
@Schema(name = "Snapshot")
public record SnapshotName(
        @Schema(example = "689712345678909901") String id,
        @Schema(example = "2026-03-01T12:00:00.000Z") Instant takenAt,
        @Schema(example = "82168") int profiles,
        @Schema(example = "870161") int follows,
        @Schema(example = "4711") long upTo) {}
