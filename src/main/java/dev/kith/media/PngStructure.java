package dev.kith.media;

import java.nio.ByteOrder;
import java.util.Set;
import java.util.zip.CRC32;

/** Walks the chunks of a PNG, each against its checksum, to the last one, which has to be the end of the file. */
final class PngStructure {

    private static final int SIGNATURE_BYTES = 8;
    private static final int HEADER_BYTES = 13;
    private static final Set<String> CRITICAL = Set.of("PLTE", "IDAT", "IEND");

    private PngStructure() {}

    static ImageSize check(byte[] file) {
        var bytes = Bytes.of(file, ByteOrder.BIG_ENDIAN);
        bytes.skip(SIGNATURE_BYTES);
        ImageSize size = null;
        var hasPixels = false;
        var name = "";
        while (!name.equals("IEND")) {
            var length = bytes.u32();
            var start = bytes.position();
            name = bytes.name();
            var content = bytes.part(length);
            checkSum(file, start, bytes.position(), bytes.u32());
            if (size == null) {
                Unsound.malformedUnless(name.equals("IHDR") && length == HEADER_BYTES);
                size = new ImageSize(content.i32(), content.i32());
                continue;
            }
            Unsound.malformedUnless(isAncillary(name) || CRITICAL.contains(name));
            hasPixels |= name.equals("IDAT") && length > 0;
        }
        Unsound.unless(!bytes.hasMore(), Rejection.TRAILING_DATA);
        if (size == null || !hasPixels) {
            throw new Unsound(Rejection.MALFORMED);
        }
        return size;
    }

    private static void checkSum(byte[] file, int from, int to, long expected) {
        var sum = new CRC32();
        sum.update(file, from, to - from);
        Unsound.malformedUnless(sum.getValue() == expected);
    }

    /** A small first letter says that the chunk may be passed over. */
    private static boolean isAncillary(String name) {
        return name.charAt(0) >= 'a' && name.charAt(0) <= 'z';
    }
}
