package dev.kith.text;

import dev.kith.id.ItemId;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Who or what is named in a text.
 *
 * @param handle what stands behind the {@code @}: a profile's handle, or {@code community:} and its id
 */
@Serdeable
@Schema(name = "Mention")
public record Mention(
        @Schema(example = "689712345678909012") ItemId id,

        @Schema(example = "bob") String handle) {}
