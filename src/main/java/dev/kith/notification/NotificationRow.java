package dev.kith.notification;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * What is told together, as it lies in Postgres.
 *
 * @param id the place of its first entry
 * @param place that of its newest, gone or not
 */
@MappedEntity("notification")
record NotificationRow(
        long recipientId, @Id long id, String kind, String subjectKind, long subjectId, long place, boolean read) {

    /**
     * One of a list.
     *
     * @param at its place as of when reading the list began
     */
    @Introspected
    record Listed(
            long recipientId,
            long id,
            String kind,
            String subjectKind,
            long subjectId,
            long place,
            boolean read,
            long at) {

        Subject.Kind of() {
            return Subject.Kind.valueOf(subjectKind);
        }

        NotificationKind why() {
            return NotificationKind.valueOf(kind);
        }
    }
}
