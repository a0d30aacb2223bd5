package dev.kith.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.serde.annotation.Serdeable;

/**
 * What is told together, as it lies in Postgres.
 *
 * @param id the place of its first entry
 * @param place that of its newest, gone or not
 */
@Serdeable
@MappedEntity("notification")
record NotificationRow(
        @JsonProperty("recipient_id") long recipientId,
        @Id long id,
        String kind,
        @JsonProperty("subject_kind") String subjectKind,
        @JsonProperty("subject_id") long subjectId,
        long place,
        boolean read) {

    /** What is told together until it is read, or a window is over. */
    @Serdeable
    record Line(
            @JsonProperty("subject_id") long subjectId,
            @JsonProperty("recipient_id") long recipientId,
            String kind) {}

    Line line() {
        return new Line(subjectId, recipientId, kind);
    }

    NotificationRow movedTo(long newest) {
        return new NotificationRow(recipientId, id, kind, subjectKind, subjectId, newest, read);
    }

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
