package dev.kith.recommendation;

import dev.kith.id.ProfileId;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** One line of recommendations in bulk: to whom, and the set that replaces theirs. */
@Serdeable
@Schema(name = "BulkRecommendations")
record BulkLine(
        @Schema(example = "689712345678901234") @NotNull ProfileId profileId,
        @NotNull @Valid NewRecommendations recommendations) {}
