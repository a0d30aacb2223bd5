package dev.kith.cache;

import io.lettuce.core.protocol.CommandArgs;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * The keys of a command that asks for many, put together as they go over the wire (<a href="https://redis.io/docs/latest/develop/reference/protocol-spec/#bulk-strings">bulk
 * strings</a>). Handed over one by one, the forty of a page take a tenth of the time that the service has for it.
 */
final class KeyArgs extends CommandArgs<String, byte[]> {

    private static final int ROOM = 2_048;
    private static final byte[] END = {'\r', '\n'};

    private byte[] bytes = new byte[ROOM];
    private int length;
    private int count;

    KeyArgs() {
        super(RedisLink.CODEC);
    }

    /** @param key of ASCII characters */
    KeyArgs key(String key) {
        var size = Integer.toString(key.length());
        makeRoom(1 + size.length() + key.length() + 2 * END.length);
        bytes[length++] = '$';
        append(size);
        append(END);
        append(key);
        append(END);
        count++;
        return this;
    }

    private void makeRoom(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length + more);
        }
    }

    /** All are of one byte each, so nothing is lost, and nothing needs to be copied twice. */
    @SuppressWarnings("deprecation")
    private void append(String ascii) {
        ascii.getBytes(0, ascii.length(), bytes, length);
        length += ascii.length();
    }

    private void append(byte[] some) {
        System.arraycopy(some, 0, bytes, length, some.length);
        length += some.length;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void encode(ByteBuf target) {
        target.writeBytes(bytes, 0, length);
    }
}
