package dev.kith.cache;

import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a command answers with these strings, whose characters are of one byte each. Nothing is kept of the answer. */
final class SameOutput extends CommandOutput<String, byte[], Boolean> {

    private final List<String> expected;
    private int next;

    SameOutput(List<String> expected) {
        super(RedisLink.CODEC, true);
        this.expected = expected;
    }

    @Override
    public void set(@Nullable ByteBuffer bytes) {
        output &= next < expected.size() && isSame(bytes, expected.get(next));
        next++;
    }

    @Override
    public Boolean get() {
        return output && next == expected.size();
    }

    private static boolean isSame(@Nullable ByteBuffer bytes, String text) {
        if (bytes == null || bytes.remaining() != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes.get(bytes.position() + i) != (byte) text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
