package dev.kith.media;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How large the thumbnails of an image are. Pure. */
final class ThumbnailSizes {

    private static final int[] WIDTHS = {160, 480, 1_080};

    /** A thumbnail is at most so many times as high as it may be wide. */
    private static final int TALLEST = 4;

    private ThumbnailSizes() {}

    /** Each once, smallest first, none larger than the image. */
    static List<ImageSize> of(ImageSize image, Rendering.@Nullable Resize resize) {
        var sizes = new ArrayList<ImageSize>();
        for (var width : WIDTHS) {
            sizes.add(fit(image, width, TALLEST * width));
        }
        if (resize != null) {
            sizes.add(fit(
                    image,
                    resize.width() == null ? Rendering.Resize.MAX : resize.width(),
                    resize.height() == null ? Rendering.Resize.MAX : resize.height()));
        }
        return sizes.stream()
                .distinct()
                .sorted(Comparator.comparingLong(ImageSize::pixels))
                .toList();
    }

    private static ImageSize fit(ImageSize image, int width, int height) {
        var scale = Math.min(1, Math.min((double) width / image.width(), (double) height / image.height()));
        return new ImageSize(side(image.width() * scale), side(image.height() * scale));
    }

    private static int side(double length) {
        return (int) Math.max(1, Math.round(length));
    }
}
