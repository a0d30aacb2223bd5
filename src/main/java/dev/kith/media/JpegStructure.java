package dev.kith.media;

import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Walks the segments of a JPEG to the end of the image, which has to be the end of the file (ITU-T T.81, annex B). */
final class JpegStructure {

    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int RST0 = 0xD0;
    private static final int RST7 = 0xD7;
    private static final int TEM = 0x01;

    private final Bytes bytes;
    private @Nullable ImageSize size;
    private boolean scanned;

    private JpegStructure(byte[] file) {
        bytes = Bytes.of(file, ByteOrder.BIG_ENDIAN);
    }

    static ImageSize check(byte[] file) {
        return new JpegStructure(file).walk();
    }

    private ImageSize walk() {
        Unsound.malformedUnless(bytes.u8() == 0xFF && bytes.u8() == SOI);
        var marker = marker();
        while (marker != EOI) {
            marker = segment(marker);
        }
        Unsound.unless(!bytes.hasMore(), Rejection.TRAILING_DATA);
        Unsound.malformedUnless(scanned);
        if (size == null) {
            throw new Unsound(Rejection.MALFORMED);
        }
        return size;
    }

    /** Any number of fill bytes may stand before a marker. */
    private int marker() {
        Unsound.malformedUnless(bytes.u8() == 0xFF);
        var marker = bytes.u8();
        while (marker == 0xFF) {
            marker = bytes.u8();
        }
        return marker;
    }

    /** Answers the marker behind the segment. */
    private int segment(int marker) {
        Unsound.malformedUnless(marker != 0 && marker != SOI && marker != TEM && (marker < RST0 || marker > RST7));
        var content = bytes.part(bytes.u16() - 2L);
        if (isFrame(marker)) {
            frame(marker, content);
        }
        if (marker != SOS) {
            return marker();
        }
        Unsound.malformedUnless(size != null);
        scanned = true;
        return scan();
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /** Baseline, extended and progressive Huffman; nothing shows any other. */
    private void frame(int marker, Bytes content) {
        Unsound.malformedUnless(size == null && marker <= 0xC2);
        content.skip(1);
        var height = content.u16();
        size = new ImageSize(content.u16(), height);
    }

    /** Pixels, in which FF is followed by 00 or by a restart marker. */
    private int scan() {
        while (true) {
            if (bytes.u8() != 0xFF) {
                continue;
            }
            var next = bytes.u8();
            while (next == 0xFF) {
                next = bytes.u8();
            }
            if (next != 0 && (next < RST0 || next > RST7)) {
                return next;
            }
        }
    }
}
