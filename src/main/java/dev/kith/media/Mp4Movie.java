package dev.kith.media;

import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Finds in the {@code moov} box of an MP4 how large its picture is shown. */
final class Mp4Movie {

    /** A track as far as we look at it. */
    private static final class Track {
        private @Nullable ImageSize shown;
        private boolean isVideo;
        private boolean hasSamples;
    }

    private static final int TABLE_BYTES = 16;

    private Mp4Movie() {}

    /** Of the first track with a picture; there has to be one. */
    static ImageSize dimensions(byte[] moov) {
        ImageSize found = null;
        var boxes = Bytes.of(moov, ByteOrder.BIG_ENDIAN);
        var movie = boxes.part(moov.length);
        while (movie.hasMore()) {
            var length = movie.u32();
            var name = movie.name();
            var content = movie.part(length - 8);
            if (name.equals("trak")) {
                var track = new Track();
                walk(content, track);
                if (track.isVideo) {
                    Unsound.malformedUnless(track.hasSamples && track.shown != null);
                    found = found == null ? track.shown : found;
                }
            }
        }
        if (found == null) {
            throw new Unsound(Rejection.MALFORMED);
        }
        return found;
    }

    /** Down to where a track is described; every box has to lie within the one around it. */
    private static void walk(Bytes boxes, Track track) {
        while (boxes.hasMore()) {
            var length = boxes.u32();
            var name = boxes.name();
            var content = boxes.part(length - 8);
            switch (name) {
                case "mdia", "minf", "stbl" -> walk(content, track);
                case "tkhd" -> track.shown = shown(content);
                case "hdlr" -> {
                    content.skip(8);
                    track.isVideo |= content.name().equals("vide");
                }
                case "stsd" -> {
                    content.skip(4);
                    track.hasSamples = content.u32() > 0 && content.remaining() >= TABLE_BYTES;
                }
                default -> {
                    // says nothing that we need
                }
            }
        }
    }

    /** The header of a track ends with a matrix of nine numbers, then width and height as 16.16; a track without a picture has 0. */
    private static @Nullable ImageSize shown(Bytes header) {
        var isLong = header.u8() == 1;
        header.skip(3 + (isLong ? 32L : 20L) + 16);
        var a = header.i32();
        var b = header.i32();
        header.skip(7 * 4L);
        var width = (int) (header.u32() >>> 16);
        var height = (int) (header.u32() >>> 16);
        if (width == 0 || height == 0) {
            return null;
        }
        var isOnItsSide = a == 0 && b != 0;
        var size = new ImageSize(width, height);
        return isOnItsSide ? size.turned() : size;
    }
}
