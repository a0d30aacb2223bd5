package dev.kith.media;

import dev.kith.id.MediaId;
import dev.kith.id.ProfileId;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image or a video as it is shown.
 *
 * @param width as it is seen; absent until it is ready, as are height and url
 */
@Serdeable
@Schema(name = "Media")
public record MediaView(
        @Schema(example = "689712345678907788") MediaId id,

        @Schema(example = "689712345678901234") ProfileId ownerId,
        @Schema(example = "IMAGE") MediaKind type,
        @Schema(example = "READY") MediaState state,
        @Schema(example = "image/jpeg") String contentType,
        @Schema(example = "348120") long sizeBytes,
        @Schema(example = "1600") @Nullable Integer width,
        @Schema(example = "1200") @Nullable Integer height,

        @Schema(
                example = "https://cdn.example.org/media/5f1c9ab8e07d4b6f/original",
                description = "Where the bytes are.")
        @Nullable
        URI url,

        @Schema(description = "Smallest first; none yet for a moment after the image became ready.")
        List<ThumbnailView> thumbnails,

        @Schema(example = "truncated", description = "Why it was rejected.") @Nullable
        String rejection,

        @Schema(example = "2026-03-01T12:00:00.000Z") Instant createdAt) {

    /** A smaller image of it. */
    @Serdeable
    @Schema(name = "Thumbnail")
    public record ThumbnailView(
            @Schema(example = "160") int width,
            @Schema(example = "120") int height,

            @Schema(example = "https://cdn.example.org/media/5f1c9ab8e07d4b6f/c3d0a2f1/160x120.jpg")
            URI url) {}
}
