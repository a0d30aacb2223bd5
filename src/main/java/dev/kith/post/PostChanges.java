package dev.kith.post;

import dev.kith.count.Counts;
import dev.kith.id.PostId;
import dev.kith.outbox.OutboxConsumer;
import jakarta.inject.Singleton;
import java.util.List;

/** Brings what hangs on posts in line with the post table. */
@Singleton
final class PostChanges implements OutboxConsumer {

    static final String TYPE = "post";

    private final PostRepository posts;
    private final Counts counts;
    private final List<ErasedWithPost> erasures;

    PostChanges(PostRepository posts, Counts counts, List<ErasedWithPost> erasures) {
        this.posts = posts;
        this.counts = counts;
        this.erasures = erasures;
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Of deleted posts it erases everything. */
    @Override
    public void changed(List<Long> keys) {
        var deleted = posts.tombstones(keys.toArray(Long[]::new));
        if (!deleted.isEmpty()) {
            var ids = deleted.stream().map(PostId::new).toList();
            erasures.forEach(erasure -> erasure.erase(ids));
            counts.erase(deleted);
        }
    }
}
