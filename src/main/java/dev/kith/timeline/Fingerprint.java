package dev.kith.timeline;

import dev.kith.cache.FeedSources;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Tells for what a list was built: one with another fingerprint is built anew. That of a home list is a hash of whose posts are delivered to it, each with the time since
 * when it has been following them: who unfollows and follows again may have missed posts in between. Those it does not follow any more come with the time until when it did, and all
 * floors come last. Lists of sources need none.
 */
record Fingerprint(long high, long low) {

    static final Fingerprint NONE = new Fingerprint(0, 0);

    static final int BYTES = 2 * Long.BYTES;

    /**
     * @param epoch of the knowledge of who is big: when that is lost, all home lists are built anew
     * @param delivered those of the followees and of the kept whose posts are in the list
     */
    static Fingerprint of(String epoch, List<Long> delivered, FeedSources sources) {
        var floors = sources.floors().toList();
        var bytes = ByteBuffer.allocate((delivered.size() + floors.size()) * 2 * Long.BYTES);
        delivered.forEach(author -> bytes.putLong(author).putLong(time(author, sources)));
        floors.forEach(author ->
                bytes.putLong(author).putLong(sources.floors().time(author).orElse(0)));
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            hash.update(epoch.getBytes(StandardCharsets.UTF_8));
            hash.update((byte) 0);
            return read(ByteBuffer.wrap(hash.digest(bytes.array())));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Below zero for the end of a follow. */
    private static long time(long author, FeedSources sources) {
        return sources.followees()
                .time(author)
                .orElseGet(() -> ~sources.kept().time(author).orElse(0));
    }

    static Fingerprint read(ByteBuffer bytes) {
        return new Fingerprint(bytes.getLong(), bytes.getLong());
    }

    void write(ByteBuffer bytes) {
        bytes.putLong(high).putLong(low);
    }
}
