package dev.kith.web;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the cursors of pages: where in its order a list goes on. A cursor is signed (HMAC-SHA-256, cut to 96 bits) together with
 * the list it belongs to, so one that was made up, altered or taken from another list is refused.
 */
@Singleton
public final class Cursors {

    private static final int SIGNATURE_BYTES = 12;

    private final SecretKeySpec key;

    Cursors(WebConfiguration configuration) {
        this.key = new SecretKeySpec(configuration.cursorSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** Writes the sort keys of the last row that was given out. */
    public String write(String list, long... keys) {
        var payload = ByteBuffer.allocate(keys.length * Long.BYTES);
        payload.asLongBuffer().put(keys);
        var signed = ByteBuffer.allocate(payload.capacity() + SIGNATURE_BYTES);
        signed.put(payload.array()).put(sign(list, payload.array()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed.array());
    }

    /** Reads the sort keys; {@code 400 bad-cursor} unless we wrote them for this list. */
    public long @Nullable [] read(String list, @Nullable String cursor, int keys) {
        if (cursor == null) {
            return null;
        }
        var length = keys * Long.BYTES;
        var bytes = decode(cursor);
        if (bytes.length != length + SIGNATURE_BYTES) {
            throw bad();
        }
        var payload = Arrays.copyOf(bytes, length);
        if (!MessageDigest.isEqual(sign(list, payload), Arrays.copyOfRange(bytes, length, bytes.length))) {
            throw bad();
        }
        var read = new long[keys];
        ByteBuffer.wrap(payload).asLongBuffer().get(read);
        return read;
    }

    private static byte[] decode(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException _) {
            throw bad();
        }
    }

    private static Problem bad() {
        return Problem.of(
                HttpStatus.BAD_REQUEST,
                "bad-cursor",
                "This cursor is not one of this list. Take nextCursor from a page of it, or begin without one.");
    }

    private byte[] sign(String list, byte[] payload) {
        try {
            var mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            mac.update(list.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(payload), SIGNATURE_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
