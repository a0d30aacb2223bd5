package dev.kith.reconcile;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One time that stores were compared.
 *
 * @param afterId where its range begins, if not everything was compared
 */
@MappedEntity("reconciliation")
record ReconciliationRow(
        @Id long id,
        @TypeDef(type = DataType.STRING_ARRAY) List<String> places,
        @Nullable Long afterId,
        @Nullable Long toId,
        Instant heartbeat,
        @Nullable Instant finishedAt) {

    Range range() {
        return Range.of(afterId, toId);
    }

    List<Place> wanted() {
        return places.stream().map(Place::valueOf).toList();
    }
}
