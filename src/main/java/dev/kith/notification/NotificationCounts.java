package dev.kith.notification;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * How many notifications wait.
 *
 * @param unseenCount up to 100
 * @param unreadCount up to 100
 * @param moreUnseen whether there are more than are counted
 * @param moreUnread whether there are more than are counted
 */
@Serdeable
@Schema(name = "NotificationCounts")
record NotificationCounts(
        @Schema(example = "2") int unseenCount,
        @Schema(example = "5") int unreadCount,
        @Schema(example = "false") boolean moreUnseen,
        @Schema(example = "false") boolean moreUnread) {}
