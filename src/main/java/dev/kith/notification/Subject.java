package dev.kith.notification;

import dev.kith.id.ItemId;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** What of the recipient's it was done to: a post, a comment, a community, or the recipient itself. */
@Serdeable
@Schema(name = "NotificationSubject")
record Subject(
        @Schema(example = "POST") Kind kind,
        @Schema(example = "689712345678905678") ItemId id) {

    /** What can be done something to. */
    @Schema(name = "NotificationSubjectKind")
    enum Kind {
        POST,
        COMMENT,
        PROFILE,
        COMMUNITY
    }

    static Subject of(Kind kind, long id) {
        return new Subject(kind, new ItemId(id));
    }
}
