package dev.kith.media;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/** What the thumbnails of an image are to show, beside what they always do. */
@Serdeable
record Rendering(@Nullable Resize resize, @Nullable Crop crop) {

    static final Rendering PLAIN = new Rendering(null, null);

    /** A box that one more thumbnail has to fit into; it is never enlarged. */
    @Serdeable
    @Schema(name = "Resize", description = "Asks for one more thumbnail, which fits into this; it is never enlarged.")
    record Resize(
            @Schema(example = "640") @Nullable @Min(1) @Max(MAX)
            Integer width,

            @Schema(example = "480") @Nullable @Min(1) @Max(MAX)
            Integer height) {

        static final int MAX = 4_096;
    }

    /** The part of the image, as it is seen, that thumbnails show. */
    @Serdeable
    @Schema(name = "Crop", description = "The part of the image, as it is seen, that its thumbnails show.")
    record Crop(
            @Schema(example = "0") @Min(0) int x,
            @Schema(example = "120") @Min(0) int y,
            @Schema(example = "1080") @Min(1) int width,
            @Schema(example = "1080") @Min(1) int height) {

        boolean isWithin(int imageWidth, int imageHeight) {
            return (long) x + width <= imageWidth && (long) y + height <= imageHeight;
        }
    }
}
