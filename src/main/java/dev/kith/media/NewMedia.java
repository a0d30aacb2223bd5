package dev.kith.media;

import dev.kith.id.ProfileId;
import dev.kith.media.Rendering.Crop;
import dev.kith.media.Rendering.Resize;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** An image or a video as it is announced, before it is uploaded. */
@Serdeable
record NewMedia(
        @Schema(example = "689712345678901234") @NotNull ProfileId ownerId,

        @Schema(example = "IMAGE") @NotNull MediaKind type,

        @Schema(example = "image/jpeg", description = "image/jpeg, image/png, image/webp or image/gif; video/mp4.")
        @NotNull
        String contentType,

        @Schema(example = "348120", description = "Exactly as many as will be uploaded.") @NotNull @Min(1)
        Long sizeBytes,

        @Nullable @Valid Resize resize,
        @Nullable @Valid Crop crop,

        @Schema(
                example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                description = "The SHA-256 of the bytes in hexadecimal; what differs from it is refused.")
        @Nullable
        @Pattern(regexp = "[0-9a-f]{64}", message = "must be 64 of 0-9 and a-f")
        String sha256) {

    Rendering rendering() {
        return new Rendering(resize, crop);
    }
}
