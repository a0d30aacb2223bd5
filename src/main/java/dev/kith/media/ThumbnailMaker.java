package dev.kith.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import org.jspecify.annotations.Nullable;

/** Makes images smaller: upright, cut as was asked for, without what else the file says of them. Of an animation the first image counts. */
final class ThumbnailMaker {

    private static final double QUALITY = 0.85;

    /** To make an image half as wide or less of what was decoded looks as well as to make it of all pixels. */
    private static final int SPARE = 2;

    /** One smaller image, encoded. */
    record Made(ImageSize size, String extension, String contentType, ByteBuffer bytes) {}

    private ThumbnailMaker() {}

    /** @throws IOException when the image can't be decoded */
    static List<Made> make(byte[] file, MediaFormat format, Rendering rendering) throws IOException {
        return ImageFiles.read(file, format, reader -> {
            var orientation = ImageFiles.orientation(reader);
            var stored = new ImageSize(reader.getWidth(0), reader.getHeight(0));
            var whole = ImageFiles.swapsSides(orientation) ? stored.turned() : stored;
            var part = part(whole, rendering.crop());
            var sizes = ThumbnailSizes.of(new ImageSize(part.width(), part.height()), rendering.resize());
            var step = Math.max(1, part.width() / (SPARE * sizes.getLast().width()));
            var parameters = reader.getDefaultReadParam();
            parameters.setSourceSubsampling(step, step, 0, 0);
            var decoded = reader.read(0, parameters);
            var upright = ExifFilterUtils.getFilterForOrientation(orientation).apply(decoded);
            var source = cut(upright, part, step);
            var made = new ArrayList<Made>();
            for (var size : sizes) {
                made.add(make(source, size));
            }
            return made;
        });
    }

    /** The crop, as far as the first image of an animation has it. */
    private static Rendering.Crop part(ImageSize whole, Rendering.@Nullable Crop crop) {
        return crop != null && crop.isWithin(whole.width(), whole.height())
                ? crop
                : new Rendering.Crop(0, 0, whole.width(), whole.height());
    }

    private static BufferedImage cut(BufferedImage image, Rendering.Crop part, int step) {
        var x = Math.min(part.x() / step, image.getWidth() - 1);
        var y = Math.min(part.y() / step, image.getHeight() - 1);
        var width = Math.clamp(part.width() / step, 1, image.getWidth() - x);
        var height = Math.clamp(part.height() / step, 1, image.getHeight() - y);
        return image.getSubimage(x, y, width, height);
    }

    private static Made make(BufferedImage source, ImageSize size) throws IOException {
        var isSeeThrough = source.getColorModel().hasAlpha();
        var bytes = new ByteArrayOutputStream();
        Thumbnails.of(source)
                .forceSize(size.width(), size.height())
                .imageType(isSeeThrough ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB)
                .outputFormat(isSeeThrough ? "png" : "jpg")
                .outputQuality(QUALITY)
                .toOutputStream(bytes);
        return isSeeThrough
                ? new Made(size, "png", MediaFormat.PNG.contentType(), ByteBuffer.wrap(bytes.toByteArray()))
                : new Made(size, "jpg", MediaFormat.JPEG.contentType(), ByteBuffer.wrap(bytes.toByteArray()));
    }
}
