package dev.kith.batch;

import dev.kith.id.BatchId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A batch as it lies in Postgres.
 *
 * @param ownerId the profile on whose behalf all of it is done; null where there are several
 * @param stuckSince since when nothing could be done of it; null while it goes on
 */
@MappedEntity("batch")
record BatchRow(
        @Id long id,
        BatchKind kind,
        @Nullable Long ownerId,
        BatchState state,
        int total,
        boolean settled,
        Instant heartbeat,
        @Nullable Instant stuckSince,
        @Nullable Instant finishedAt) {

    BatchId batchId() {
        return new BatchId(id);
    }
}
