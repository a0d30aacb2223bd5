package dev.kith.notification;

import io.swagger.v3.oas.annotations.media.Schema;

/** Why a profile is notified. */
@Schema(name = "NotificationKind")
enum NotificationKind {
    /** It was named in a post or comment, or a post addresses it. */
    MENTION,
    /** Its post was commented on. */
    COMMENT,
    /** Its comment was answered. */
    REPLY,
    /** Its post or comment was liked or starred. */
    REACTION,
    /** Its post was passed on. */
    REPOST,
    /** It has a new follower. */
    FOLLOW,
    /** Somebody asks to follow it. */
    REQUEST,
    /** It was let in by somebody whom it had asked. */
    APPROVAL,
    /** It was taken into a community by the admin. */
    INVITATION
}
