package dev.kith.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what an upload is by its content, and whether it is that alone and whole. No pixel is decoded. An image is read into memory; of a
 * video no more than its index is.
 */
final class MediaInspector {

    /** What was found. */
    sealed interface Finding {

        /** How large it is shown. */
        record Sound(int width, int height) implements Finding {}

        record Refused(Rejection rejection) implements Finding {}
    }

    /** What was announced. */
    record Announced(
            MediaFormat format, long sizeBytes, @Nullable String sha256, Rendering.@Nullable Crop crop) {}

    private final int maxPixels;

    MediaInspector(int maxPixels) {
        this.maxPixels = maxPixels;
    }

    /** @param content as many bytes as were announced */
    Finding inspect(InputStream content, Announced announced) throws IOException {
        try {
            var digest = announced.sha256() == null ? null : sha256();
            var read = digest == null ? content : new Digesting(content, digest);
            var size = announced.format().kind() == MediaKind.VIDEO
                    ? video(read, announced)
                    : image(read.readNBytes((int) announced.sizeBytes()), announced);
            Unsound.unless(
                    digest == null || HexFormat.of().formatHex(digest.digest()).equals(announced.sha256()),
                    Rejection.WRONG_CHECKSUM);
            Unsound.unless(size.pixels() <= maxPixels, Rejection.TOO_MANY_PIXELS);
            Unsound.unless(
                    announced.crop() == null || announced.crop().isWithin(size.width(), size.height()),
                    Rejection.CROP_OUTSIDE);
            return new Finding.Sound(size.width(), size.height());
        } catch (Unsound unsound) {
            return new Finding.Refused(unsound.rejection());
        }
    }

    private ImageSize image(byte[] file, Announced announced) {
        requireType(file, announced);
        var size = switch (announced.format()) {
            case JPEG -> JpegStructure.check(file);
            case PNG -> PngStructure.check(file);
            case GIF -> GifStructure.check(file);
            case WEBP -> WebpStructure.check(file);
            case MP4 -> throw new IllegalArgumentException("no image");
        };
        ForeignContent.refuse(file);
        Unsound.unless(size.pixels() <= maxPixels, Rejection.TOO_MANY_PIXELS);
        return shown(file, announced.format(), size);
    }

    /** The reader that decodes it later has to agree, or it would decode something else than what was checked. */
    private static ImageSize shown(byte[] file, MediaFormat format, ImageSize checked) {
        try {
            return ImageFiles.read(file, format, reader -> {
                var size = new ImageSize(reader.getWidth(0), reader.getHeight(0));
                if (format == MediaFormat.GIF) {
                    Unsound.malformedUnless(checked.contains(0, 0, size));
                    return checked;
                }
                Unsound.malformedUnless(size.equals(checked));
                return format == MediaFormat.JPEG && ImageFiles.swapsSides(ImageFiles.orientation(reader))
                        ? size.turned()
                        : size;
            });
        } catch (IOException unreadable) {
            throw new Unsound(Rejection.MALFORMED);
        }
    }

    private static ImageSize video(InputStream content, Announced announced) throws IOException {
        var whole = new PushbackInputStream(content, MediaFormat.MAGIC_BYTES);
        var head = whole.readNBytes(MediaFormat.MAGIC_BYTES);
        requireType(head, announced);
        whole.unread(head);
        return Mp4Boxes.check(whole, announced.sizeBytes());
    }

    private static void requireType(byte[] file, Announced announced) {
        var head = Arrays.copyOf(file, Math.min(file.length, MediaFormat.MAGIC_BYTES));
        var is = MediaFormat.sniff(head).filter(format -> format == announced.format());
        Unsound.unless(is.isPresent(), Rejection.WRONG_TYPE);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Digests what is skipped as well. */
    private static final class Digesting extends DigestInputStream {

        private static final int PIECE = 64 * 1_024;

        Digesting(InputStream in, MessageDigest digest) {
            super(in, digest);
        }

        @Override
        public long skip(long count) throws IOException {
            return count <= 0 ? 0 : readNBytes((int) Math.min(count, PIECE)).length;
        }
    }
}
