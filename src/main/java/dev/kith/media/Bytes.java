package dev.kith.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads a file, or a part of one, from its beginning on. A file that ends too early is truncated; a part that does is malformed. */
final class Bytes {

    private final ByteBuffer buffer;
    private final Rejection shortage;

    private Bytes(ByteBuffer buffer, Rejection shortage) {
        this.buffer = buffer;
        this.shortage = shortage;
    }

    static Bytes of(byte[] file, ByteOrder order) {
        return new Bytes(ByteBuffer.wrap(file).order(order), Rejection.TRUNCATED);
    }

    int remaining() {
        return buffer.remaining();
    }

    boolean hasMore() {
        return buffer.hasRemaining();
    }

    int position() {
        return buffer.position();
    }

    int u8() {
        need(1);
        return buffer.get() & 0xFF;
    }

    int u16() {
        need(2);
        return buffer.getShort() & 0xFFFF;
    }

    /** Three bytes, the least first. */
    int u24() {
        return u8() | u8() << 8 | u8() << 16;
    }

    long u32() {
        need(4);
        return buffer.getInt() & 0xFFFF_FFFFL;
    }

    int i32() {
        need(4);
        return buffer.getInt();
    }

    /** The four characters that name a chunk or a box. */
    String name() {
        need(4);
        var name = new byte[4];
        buffer.get(name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    void skip(long count) {
        need(count);
        buffer.position(buffer.position() + (int) count);
    }

    /** The next so many bytes as a part of its own; goes on behind them. */
    Bytes part(long length) {
        need(length);
        var part = buffer.slice(buffer.position(), (int) length).order(buffer.order());
        skip(length);
        return new Bytes(part, Rejection.MALFORMED);
    }

    /** The same bytes; the caller does not change them. */
    ByteBuffer buffer() {
        return buffer.asReadOnlyBuffer();
    }

    private void need(long count) {
        Unsound.unless(count >= 0 && count <= buffer.remaining(), shortage);
    }
}
