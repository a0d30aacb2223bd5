package dev.kith.media;

import java.nio.ByteOrder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks the chunks of a WebP, still or animated, to the end that its header announces, which has to be the end of the file. */
final class WebpStructure {

    private static final int START_CODE = 0x2A019D;
    private static final Set<String> WITHOUT_PIXELS = Set.of("ICCP", "ANIM", "ALPH", "EXIF", "XMP ");

    private final Bytes bytes;
    private @Nullable ImageSize canvas;
    private boolean isExtended;
    private boolean hasPixels;

    private WebpStructure(Bytes bytes) {
        this.bytes = bytes;
    }

    static ImageSize check(byte[] file) {
        var bytes = Bytes.of(file, ByteOrder.LITTLE_ENDIAN);
        bytes.skip(4);
        var length = bytes.u32();
        Unsound.unless(length <= bytes.remaining(), Rejection.TRUNCATED);
        Unsound.unless(length == bytes.remaining(), Rejection.TRAILING_DATA);
        bytes.skip(4);
        return new WebpStructure(bytes).walk();
    }

    private ImageSize walk() {
        while (bytes.hasMore()) {
            var name = bytes.name();
            chunk(name, content(bytes));
        }
        if (canvas == null || !hasPixels) {
            throw new Unsound(Rejection.MALFORMED);
        }
        return canvas;
    }

    private void chunk(String name, Bytes content) {
        if (canvas == null) {
            isExtended = name.equals("VP8X");
            canvas = isExtended ? extended(content) : pixels(name, content);
            return;
        }
        Unsound.malformedUnless(isExtended);
        if (name.equals("ANMF")) {
            frame(canvas, content);
        } else if (!WITHOUT_PIXELS.contains(name)) {
            Unsound.malformedUnless(pixels(name, content).equals(canvas));
        }
    }

    private static ImageSize extended(Bytes content) {
        content.skip(4);
        return new ImageSize(content.u24() + 1, content.u24() + 1);
    }

    /** A frame of an animation: where it lies, then chunks of its own. */
    private void frame(ImageSize whole, Bytes content) {
        var x = 2 * content.u24();
        var y = 2 * content.u24();
        var size = new ImageSize(content.u24() + 1, content.u24() + 1);
        Unsound.malformedUnless(whole.contains(x, y, size));
        content.skip(4);
        while (content.hasMore()) {
            var name = content.name();
            var inner = content(content);
            Unsound.malformedUnless(name.equals("ALPH") || pixels(name, inner).equals(size));
        }
    }

    private ImageSize pixels(String name, Bytes content) {
        hasPixels = true;
        return switch (name) {
            case "VP8 " -> lossy(content);
            case "VP8L" -> lossless(content);
            default -> throw new Unsound(Rejection.MALFORMED);
        };
    }

    private static ImageSize lossy(Bytes content) {
        var isKeyFrame = (content.u24() & 1) == 0;
        Unsound.malformedUnless(isKeyFrame && content.u24() == START_CODE);
        return new ImageSize(content.u16() & 0x3FFF, content.u16() & 0x3FFF);
    }

    private static ImageSize lossless(Bytes content) {
        Unsound.malformedUnless(content.u8() == 0x2F);
        var bits = content.i32();
        var version = bits >>> 29;
        Unsound.malformedUnless(version == 0);
        return new ImageSize((bits & 0x3FFF) + 1, (bits >>> 14 & 0x3FFF) + 1);
    }

    /** What a chunk holds; a byte without meaning makes an odd length even. */
    private static Bytes content(Bytes bytes) {
        var length = bytes.u32();
        var content = bytes.part(length);
        if ((length & 1) == 1) {
            bytes.skip(1);
        }
        return content;
    }
}
