package dev.kith.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One who did something, as it lies in Postgres.
 *
 * @param onceId 0 where the actor counts once, else what it was done by
 * @param place among all that happened to the recipient
 * @param causeId the comment or post by which it was done
 * @param goneAt since when it has been undone; null while it stands
 */
@Serdeable
@MappedEntity("notification_entry")
record EntryRow(
        @Id @JsonProperty("subject_id") long subjectId,
        @JsonProperty("recipient_id") long recipientId,
        String kind,
        @JsonProperty("actor_id") long actorId,
        @JsonProperty("once_id") long onceId,
        @JsonProperty("notification_id") long notificationId,
        long place,
        @JsonProperty("cause_id") @Nullable Long causeId,
        @JsonProperty("gone_at") @Nullable Instant goneAt) {

    /** What there is one entry of. */
    @Serdeable
    record Key(
            @JsonProperty("subject_id") long subjectId,
            @JsonProperty("recipient_id") long recipientId,
            String kind,
            @JsonProperty("actor_id") long actorId,
            @JsonProperty("once_id") long onceId) {}

    Key key() {
        return new Key(subjectId, recipientId, kind, actorId, onceId);
    }

    boolean stands() {
        return goneAt == null;
    }
}
