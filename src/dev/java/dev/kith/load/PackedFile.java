package dev.kith.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A file that may be packed with gzip, whatever its name is. */
public final class PackedFile {
    private static final int BUFFER = 1 << 16;

    private PackedFile() {}

    /** What is in it, unpacked. */
    public static InputStream open(Path file) throws IOException {
        return unpacked(Files.newInputStream(file));
    }

    static InputStream unpacked(InputStream raw) throws IOException {
        var input = new BufferedInputStream(raw);
        input.mark(2);
        var packed = input.read() == 0x1f && input.read() == 0x8b;
        input.reset();
        return packed ? new GZIPInputStream(input, BUFFER) : input;
    }
}
