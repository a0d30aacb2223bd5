package dev.kith.cache;

import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
        output &= next < expected.size() && bytes != null && bytes.equals(bytes(expected.get(next)));
        next++;
    }

    @Override
    public Boolean get() {
        return output && next == expected.size();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
