package dev.kith.notification;

import dev.kith.id.ItemId;
import dev.kith.id.NotificationId;
import dev.kith.profile.ProfileCard;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * What of one kind happened to one thing, as it is shown.
 *
 * @param actors the newest who did it
 * @param actorsCount how many did it; up to 100
 * @param moreActors whether there may be more than are counted
 * @param causeIds the newest comments or posts by which it was done
 */
@Serdeable
@Schema(name = "Notification")
record NotificationView(
        @Schema(example = "689712345678906001") NotificationId id,
        @Schema(example = "COMMENT") NotificationKind kind,
        Subject subject,
        List<ProfileCard> actors,
        @Schema(example = "3") int actorsCount,
        @Schema(example = "false") boolean moreActors,
        @Schema(example = "[\"689712345678901238\"]") List<ItemId> causeIds,
        @Schema(example = "2026-03-01T12:00:00.000Z") Instant newestAt,
        @Schema(example = "false") boolean seen,
        @Schema(example = "false") boolean read) {}
