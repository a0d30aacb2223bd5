package dev.kith.post;

import dev.kith.id.ProfileId;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A post as it is asked for. It says something: by its text, or by what the caller puts in {@code extra}.
 *
 * @param target whom it addresses, or the community that it belongs to; absent for one's own followers
 * @param extra kept and given back as it is; at most 4 KB of JSON
 */
@Serdeable
@SaysSomething
public record NewPost(
        @Schema(example = "689712345678901234") @NotNull ProfileId authorId,

        @Schema(example = "POST") @NotNull Verb verb,

        @Schema(example = "Off with @bob to the #teaparty") @Nullable @Size(max = 5_000)
        String text,

        @Nullable @Valid Target target,

        @Schema(example = "{\"mood\": \"curious\"}") @Nullable
        Map<String, Object> extra) {}
