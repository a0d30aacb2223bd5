package dev.kith.community;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kith.id.CommunityId;
import dev.kith.id.Ids;
import dev.kith.id.ProfileId;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A community as it is shown. */
@Serdeable
@Schema(name = "Community")
record CommunityView(
        @Schema(example = "689712345678901234") CommunityId id,
        @Schema(example = "689712345678905678") ProfileId adminId,
        @Schema(example = "Mad tea party") String name,

        @Schema(example = "Always six o'clock") @Nullable String description,

        @Schema(name = "private", example = "false") @JsonProperty("private")
        boolean isPrivate,

        @Schema(example = "true") boolean visible,
        @Schema(example = "No room is no excuse.") @Nullable String rules,
        @Schema(example = "3") long membersCount,
        @Schema(example = "2026-03-01T12:00:00.000Z") Instant createdAt) {

    static CommunityView of(CommunityRow row, long membersCount) {
        return new CommunityView(
                row.communityId(),
                row.admin(),
                row.name(),
                row.description(),
                row.isPrivate(),
                row.visible(),
                row.rules(),
                membersCount,
                Ids.timeOf(row.id()));
    }
}
