package dev.kith.comment;

import dev.kith.id.MediaId;
import dev.kith.web.Problem;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may be changed of a comment, as it is after the change. */
@Serdeable
@Schema(name = "CommentEdit")
record CommentEdit(
        @Schema(example = "There is plenty of room! #teaparty") @Nullable @Size(max = 5_000)
        String text,

        @Schema(example = "[\"689712345678901236\"]") @Nullable @Size(max = 10)
        List<@NotNull MediaId> mediaIds) {

    List<MediaId> media() {
        return mediaIds == null ? List.of() : mediaIds.stream().distinct().toList();
    }

    /** Why it can't be said, if so. */
    Optional<Problem> malformed() {
        return (text == null || text.isBlank()) && media().isEmpty()
                ? Optional.of(Problem.malformed("text", "must not be blank unless there are media"))
                : Optional.empty();
    }
}
