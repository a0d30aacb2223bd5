package dev.kith.media;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;

/** Opens images with the readers that decode them later. */
final class ImageFiles {

    /** Takes what is read from an open image. */
    @FunctionalInterface
    interface Reading<T> {
        T from(ImageReader reader) throws IOException;
    }

    private ImageFiles() {}

    /** The readers throw whatever comes over them where a file is not as they expect; all of that is an {@link IOException} here. */
    static <T> T read(byte[] file, MediaFormat format, Reading<T> reading) throws IOException {
        var readers = ImageIO.getImageReadersByMIMEType(format.contentType());
        if (!readers.hasNext()) {
            throw new IllegalStateException("no reader for " + format);
        }
        var reader = readers.next();
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(input, false, false);
            return reading.from(reader);
        } catch (RuntimeException confused) {
            throw new IOException(confused);
        } finally {
            reader.dispose();
        }
    }

    /** How the first image has to be turned to be seen as it was meant; upright where that is not said. */
    static Orientation orientation(ImageReader reader) {
        try {
            var said = ExifUtils.getExifOrientation(reader, 0);
            return said == null ? Orientation.TOP_LEFT : said;
        } catch (IOException | RuntimeException unsaid) {
            return Orientation.TOP_LEFT;
        }
    }

    /** Whether the image lies on its side in the file. */
    static boolean swapsSides(Orientation orientation) {
        return switch (orientation) {
            case LEFT_TOP, RIGHT_TOP, RIGHT_BOTTOM, LEFT_BOTTOM -> true;
            case TOP_LEFT, TOP_RIGHT, BOTTOM_RIGHT, BOTTOM_LEFT -> false;
        };
    }
}
