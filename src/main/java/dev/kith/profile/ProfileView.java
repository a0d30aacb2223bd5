package dev.kith.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kith.graph.SocialGraph;
import dev.kith.id.Ids;
import dev.kith.id.ProfileId;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A profile as it is shown.
 *
 * @param email only to the profile itself
 */
@Serdeable
@Schema(name = "Profile")
record ProfileView(
        @Schema(example = "689712345678901234") ProfileId id,
        @Schema(example = "u-1001") String userId,
        @Schema(example = "alice") String handle,
        @Schema(example = "Alice Liddell") String displayName,
        @Schema(example = "alice@example.org") @Nullable String email,
        @Schema(example = "REGULAR") AccountType accountType,
        @Schema(example = "Down the rabbit hole") @Nullable String description,

        @Schema(name = "private", example = "false") @JsonProperty("private")
        boolean isPrivate,

        @Schema(example = "[\"croquet\"]") List<String> tags,
        @Schema(example = "female") @Nullable String gender,
        @Schema(example = "Christ Church") @Nullable String college,
        @Schema(example = "120") long followersCount,
        @Schema(example = "85") long followingCount,
        @Schema(example = "17") long postsCount,
        @Schema(example = "2026-03-01T12:00:00.000Z") Instant createdAt) {

    static ProfileView of(ProfileRow row, boolean own, SocialGraph.Counts counts, long postsCount) {
        return new ProfileView(
                new ProfileId(row.id()),
                row.userId(),
                row.handle(),
                row.displayName(),
                own ? row.email() : null,
                row.accountType(),
                row.description(),
                row.isPrivate(),
                row.tags(),
                row.gender(),
                row.college(),
                counts.followers(),
                counts.following(),
                postsCount,
                Ids.timeOf(row.id()));
    }
}
