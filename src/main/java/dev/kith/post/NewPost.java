package dev.kith.post;

import dev.kith.id.MediaId;
import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import dev.kith.id.TopicId;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A post as it is asked for. It says something: by its text, by media, by what the caller puts in {@code extra}, or by what it passes on.
 *
 * @param target whom it addresses, or the community that it belongs to; absent for one's own followers
 * @param topicIds of the community that it belongs to; topics whose names are hashtags of the text need not be named
 * @param originalPostId what a repost passes on; of a repost, its original
 * @param extra kept and given back as it is; at most 4 KB of JSON
 */
@Serdeable
public record NewPost(
        @Schema(example = "689712345678901234") @NotNull ProfileId authorId,

        @Schema(example = "POST") @NotNull Verb verb,

        @Schema(example = "Off with @bob to the #teaparty") @Nullable @Size(max = 5_000)
        String text,

        @Nullable @Valid Target target,

        @Schema(example = "[\"689712345678901235\"]") @Nullable @Size(max = 20)
        List<@NotNull TopicId> topicIds,

        @Schema(example = "[\"689712345678901236\"]") @Nullable @Size(max = 10)
        List<@NotNull MediaId> mediaIds,

        @Schema(example = "689712345678901237") @Nullable PostId originalPostId,

        @Schema(example = "{\"mood\": \"curious\"}") @Nullable
        Map<String, Object> extra) {}
