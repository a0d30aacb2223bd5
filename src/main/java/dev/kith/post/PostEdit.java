package dev.kith.post;

import dev.kith.id.MediaId;
import dev.kith.id.TopicId;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may be changed of a post, as it is after the change.
 *
 * @param topicIds all topics, those that it has by its hashtags included
 */
@Serdeable
@Schema(name = "PostEdit")
record PostEdit(
        @Schema(example = "Off with @bob to the #garden") @Nullable @Size(max = 5_000)
        String text,

        @Schema(example = "[\"689712345678901235\"]") @Nullable @Size(max = 20)
        List<@NotNull TopicId> topicIds,

        @Schema(example = "[\"689712345678901236\"]") @Nullable @Size(max = 10)
        List<@NotNull MediaId> mediaIds,

        @Schema(example = "{\"mood\": \"curious\"}") @Nullable
        Map<String, Object> extra) {}
