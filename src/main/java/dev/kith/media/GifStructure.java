package dev.kith.media;

import java.nio.ByteOrder;

/** Walks the blocks of a GIF (87a, 89a) to its trailer, which has to be the end of the file. */
final class GifStructure {

    private static final int SIGNATURE_BYTES = 6;
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2C;
    private static final int TRAILER = 0x3B;

    private GifStructure() {}

    static ImageSize check(byte[] file) {
        var bytes = Bytes.of(file, ByteOrder.LITTLE_ENDIAN);
        bytes.skip(SIGNATURE_BYTES);
        var canvas = new ImageSize(bytes.u16(), bytes.u16());
        var flags = bytes.u8();
        bytes.skip(2);
        skipColours(bytes, flags);
        var hasImage = false;
        var block = bytes.u8();
        while (block != TRAILER) {
            switch (block) {
                case EXTENSION -> {
                    bytes.skip(1);
                    skipData(bytes);
                }
                case IMAGE -> {
                    image(bytes, canvas);
                    hasImage = true;
                }
                default -> throw new Unsound(Rejection.MALFORMED);
            }
            block = bytes.u8();
        }
        Unsound.unless(!bytes.hasMore(), Rejection.TRAILING_DATA);
        Unsound.malformedUnless(hasImage);
        return canvas;
    }

    private static void image(Bytes bytes, ImageSize canvas) {
        var x = bytes.u16();
        var y = bytes.u16();
        Unsound.malformedUnless(canvas.contains(x, y, new ImageSize(bytes.u16(), bytes.u16())));
        skipColours(bytes, bytes.u8());
        var codeSize = bytes.u8();
        Unsound.malformedUnless(codeSize >= 2 && codeSize <= 8);
        skipData(bytes);
    }

    private static void skipColours(Bytes bytes, int flags) {
        if ((flags & 0x80) != 0) {
            bytes.skip(3L << ((flags & 7) + 1));
        }
    }

    /** Pieces, each with its length before it, the last one empty. */
    private static void skipData(Bytes bytes) {
        for (var length = bytes.u8(); length > 0; length = bytes.u8()) {
            bytes.skip(length);
        }
    }
}
