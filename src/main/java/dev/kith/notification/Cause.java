package dev.kith.notification;

import dev.kith.id.ProfileId;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done, of which somebody is to be told.
 *
 * @param once whether the actor counts once, however often it does the like to the subject
 * @param item the comment or post by which it was done; null for none
 * @param at orders what is told at once; later things have greater ones
 */
record Cause(
        ProfileId recipient,
        NotificationKind kind,
        Subject subject,
        ProfileId actor,
        boolean once,
        @Nullable Long item,
        long at) {

    /** Something that was said: each time counts. */
    static Cause said(ProfileId recipient, NotificationKind kind, Subject subject, ProfileId actor, long item) {
        return new Cause(recipient, kind, subject, actor, false, item, item);
    }

    /** Something that one either does or does not. */
    static Cause once(ProfileId recipient, NotificationKind kind, Subject subject, ProfileId actor, long at) {
        return new Cause(recipient, kind, subject, actor, true, null, at);
    }

    EntryRow.Key key() {
        return new EntryRow.Key(
                subject.id().value(), recipient.value(), kind.name(), actor.value(), once || item == null ? 0 : item);
    }

    NotificationRow.Line line() {
        return new NotificationRow.Line(subject.id().value(), recipient.value(), kind.name());
    }

    /** The first that is told of its line. */
    NotificationRow begin(long place) {
        return new NotificationRow(
                recipient.value(),
                place,
                kind.name(),
                subject.kind().name(),
                subject.id().value(),
                place,
                false);
    }
}
