package dev.kith.media;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks the boxes of an MP4 (ISO/IEC 14496-12), of which the last has to end with the file. What is inside {@code mdat} is passed over, but for
 * where another kind of file would be looked for; of the rest only {@code moov} is kept in memory.
 */
final class Mp4Boxes {

    private static final int MAX_FTYP_BYTES = 1_024;
    private static final int MAX_MOOV_BYTES = 16 * 1_024 * 1_024;
    private static final int PIECE = 64 * 1_024;

    private static final Set<String> BRANDS = Set.of(
            "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42", "avc1", "M4V ");
    private static final Set<String> PASSED_OVER = Set.of(
            "styp", "moof", "mfra", "free", "skip", "wide", "sidx", "ssix", "prft", "emsg", "uuid", "meta", "pdin");

    private final InputStream in;
    private final long size;
    private final ForeignContent search = new ForeignContent();
    private final byte[] piece = new byte[PIECE];
    private long position;
    private boolean hasData;
    private @Nullable ImageSize dimensions;

    private Mp4Boxes(InputStream in, long size) {
        this.in = in;
        this.size = size;
    }

    /** Reads to the end of the stream, unless something is wrong before. */
    static ImageSize check(InputStream in, long size) throws IOException {
        return new Mp4Boxes(in, size).walk();
    }

    private ImageSize walk() throws IOException {
        for (var isFirst = true; position < size; isFirst = false) {
            var header = read(8);
            var length = header.getInt() & 0xFFFF_FFFFL;
            var name = name(header);
            var content = length == 1 ? read(8).getLong() - 16 : length - 8;
            Unsound.malformedUnless(content >= 0 && name.equals("ftyp") == isFirst);
            Unsound.unless(content <= size - position, Rejection.TRUNCATED);
            box(name, content);
        }
        search.end();
        if (dimensions == null || !hasData) {
            throw new Unsound(Rejection.MALFORMED);
        }
        return dimensions;
    }

    private void box(String name, long content) throws IOException {
        switch (name) {
            case "ftyp" -> brands(content);
            case "moov" -> {
                Unsound.malformedUnless(dimensions == null && content <= MAX_MOOV_BYTES);
                dimensions = Mp4Movie.dimensions(read((int) content).array());
            }
            case "mdat" -> {
                hasData = true;
                passOver(content);
            }
            default -> {
                Unsound.malformedUnless(PASSED_OVER.contains(name));
                look(content);
            }
        }
    }

    /** The major brand, a version, and what it is compatible with: one of all has to be a brand that we know. */
    private void brands(long content) throws IOException {
        Unsound.malformedUnless(content >= 8 && content <= MAX_FTYP_BYTES && content % 4 == 0);
        var brands = read((int) content);
        var isKnown = BRANDS.contains(name(brands));
        brands.getInt();
        while (brands.hasRemaining()) {
            isKnown |= BRANDS.contains(name(brands));
        }
        Unsound.unless(isKnown, Rejection.WRONG_TYPE);
    }

    private void passOver(long content) throws IOException {
        var end = position + content;
        look(Math.min(content, Math.max(0, ForeignContent.BEGINNING - position)));
        var quiet = Math.min(end, size - ForeignContent.END) - position;
        if (quiet > 0) {
            in.skipNBytes(quiet);
            search.skip(quiet);
            position += quiet;
        }
        look(end - position);
    }

    private void look(long content) throws IOException {
        for (var left = content; left > 0; ) {
            var length = (int) Math.min(left, PIECE);
            if (in.readNBytes(piece, 0, length) < length) {
                throw new EOFException();
            }
            search.accept(piece, length);
            position += length;
            left -= length;
        }
    }

    private ByteBuffer read(int length) throws IOException {
        var bytes = in.readNBytes(length);
        search.accept(bytes, bytes.length);
        position += bytes.length;
        Unsound.unless(bytes.length == length, Rejection.TRUNCATED);
        return ByteBuffer.wrap(bytes);
    }

    private static String name(ByteBuffer bytes) {
        var name = new byte[4];
        bytes.get(name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }
}
