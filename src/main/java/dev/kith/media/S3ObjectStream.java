package dev.kith.media;

import dev.kith.web.StoreDownException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.LongFunction;

/** Reads one object and jumps: a long skip asks S3 anew from further on, instead of reading what nobody wants. */
final class S3ObjectStream extends InputStream {

    /** To read on is quicker than to ask anew up to about here. */
    private static final int LONG_SKIP = 1_024 * 1_024;

    private final LongFunction<Optional<Opened>> opener;
    private final long size;
    private Opened current;
    private long position;

    /** An answer of S3, and how to leave it before its end. */
    record Opened(InputStream in, Runnable leave) {}

    private S3ObjectStream(LongFunction<Optional<Opened>> opener, Opened first, long size) {
        this.opener = opener;
        this.current = first;
        this.size = size;
    }

    /** @param opener opens the object from a position on; answers none when it is not the same any more */
    static Optional<InputStream> open(LongFunction<Optional<Opened>> opener, long size) {
        return opener.apply(0).map(first -> new S3ObjectStream(opener, first, size));
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (position >= size) {
            return -1;
        }
        try {
            var count = current.in().read(into, offset, length);
            if (count < 0) {
                throw new StoreDownException("s3", "broke off", null);
            }
            position += count;
            return count;
        } catch (IOException lost) {
            throw new StoreDownException("s3", "broke off", lost);
        }
    }

    @Override
    public long skip(long count) throws IOException {
        var wanted = Math.min(count, size - position);
        if (wanted < LONG_SKIP) {
            return super.skip(wanted);
        }
        current.leave().run();
        position += wanted;
        if (position < size) {
            current = opener.apply(position).orElseThrow(() -> new IOException("replaced while it was read"));
        }
        return wanted;
    }

    @Override
    public void close() {
        current.leave().run();
    }
}
