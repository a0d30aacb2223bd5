package dev.kith.batch;

import dev.kith.batch.BatchItemRepository.Item;
import dev.kith.id.ProfileId;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What came of one pair.
 *
 * @param detail what that means, where it is not plain
 */
@Serdeable
@Schema(name = "BatchItem")
public record BatchItemView(
        @Schema(example = "689712345678901234") ProfileId sourceId,

        @Schema(example = "689712345678905678") ProfileId targetId,

        @Schema(example = "limit") String outcome,

        @Schema(example = "The source follows as many as it may, what it has asked for included.") @Nullable
        String detail) {

    static BatchItemView of(Item item) {
        var outcome = BatchOutcome.of(item.letter());
        return new BatchItemView(
                new ProfileId(item.sourceId()), new ProfileId(item.targetId()), outcome.toString(), outcome.detail());
    }
}
