package dev.kith.post;

import dev.kith.count.Tally;
import dev.kith.id.PostId;
import dev.kith.id.TopicId;
import dev.kith.media.MediaView;
import dev.kith.profile.ProfileCard;
import dev.kith.text.Mention;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A post as it is shown.
 *
 * @param original what a repost passes on; absent once that is deleted
 */
@Serdeable
@Schema(name = "Post")
public record PostView(
        @Schema(example = "689712345678905678") PostId id,

        ProfileCard author,
        @Schema(example = "POST") Verb verb,

        @Schema(example = "Off with @bob to the #teaparty") @Nullable
        String text,

        List<Mention> mentions,
        @Schema(example = "[\"teaparty\"]") List<String> hashtags,
        @Schema(example = "[\"689712345678901235\"]") List<TopicId> topicIds,

        List<MediaView> media,
        @Nullable Target target,
        @Nullable PostView original,
        Tally reactions,
        @Schema(example = "2026-03-01T12:00:00.000Z") Instant createdAt,

        @Schema(example = "2026-03-01T12:05:00.000Z") @Nullable
        Instant editedAt,

        @Schema(example = "{\"mood\": \"curious\"}") Map<String, Object> extra) {}
