package dev.kith.comment;

import dev.kith.id.CommentId;
import dev.kith.id.MediaId;
import dev.kith.id.ProfileId;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A comment as it is asked for: a text, media, or both.
 *
 * @param parentCommentId what it answers. There is one level of replies: what answers a reply stands beside it
 */
@Serdeable
public record NewComment(
        @Schema(example = "689712345678901234") @NotNull ProfileId authorId,

        @Schema(example = "No room, @alice! #teaparty") @Nullable @Size(max = 5_000)
        String text,

        @Schema(example = "689712345678901238") @Nullable CommentId parentCommentId,

        @Schema(example = "[\"689712345678901236\"]") @Nullable @Size(max = 10)
        List<@NotNull MediaId> mediaIds) {

    CommentEdit content() {
        return new CommentEdit(text, mediaIds == null ? List.of() : mediaIds);
    }
}
