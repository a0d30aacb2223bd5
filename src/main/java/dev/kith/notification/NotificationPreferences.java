package dev.kith.notification;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Of which kinds a profile wants to be notified. Whatever is absent is wanted. */
@Serdeable
@Schema(name = "NotificationPreferences")
record NotificationPreferences(
        @Schema(example = "true") @Nullable Boolean mention,
        @Schema(example = "true") @Nullable Boolean comment,
        @Schema(example = "true") @Nullable Boolean reply,
        @Schema(example = "false") @Nullable Boolean reaction,
        @Schema(example = "true") @Nullable Boolean repost,
        @Schema(example = "true") @Nullable Boolean follow,
        @Schema(example = "true") @Nullable Boolean request,
        @Schema(example = "true") @Nullable Boolean approval,
        @Schema(example = "true") @Nullable Boolean invitation) {

    static NotificationPreferences without(Collection<String> off) {
        var on = new TreeMap<NotificationKind, Boolean>();
        Arrays.stream(NotificationKind.values()).forEach(kind -> on.put(kind, !off.contains(kind.name())));
        return of(on);
    }

    private static NotificationPreferences of(Map<NotificationKind, Boolean> on) {
        return new NotificationPreferences(
                on.get(NotificationKind.MENTION),
                on.get(NotificationKind.COMMENT),
                on.get(NotificationKind.REPLY),
                on.get(NotificationKind.REACTION),
                on.get(NotificationKind.REPOST),
                on.get(NotificationKind.FOLLOW),
                on.get(NotificationKind.REQUEST),
                on.get(NotificationKind.APPROVAL),
                on.get(NotificationKind.INVITATION));
    }

    /** The names of the kinds that are not wanted. */
    String[] off() {
        return Arrays.stream(NotificationKind.values())
                .filter(kind -> Boolean.FALSE.equals(wants(kind)))
                .map(NotificationKind::name)
                .toArray(String[]::new);
    }

    private @Nullable Boolean wants(NotificationKind kind) {
        return switch (kind) {
            case MENTION -> mention;
            case COMMENT -> comment;
            case REPLY -> reply;
            case REACTION -> reaction;
            case REPOST -> repost;
            case FOLLOW -> follow;
            case REQUEST -> request;
            case APPROVAL -> approval;
            case INVITATION -> invitation;
        };
    }
}
