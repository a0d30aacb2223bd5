package dev.kith.comment;

import dev.kith.id.CommentId;
import dev.kith.outbox.OutboxConsumer;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Brings what hangs on comments in line with the comment table. */
@Singleton
final class CommentChanges implements OutboxConsumer {

    static final String TYPE = "comment";

    private final CommentRepository comments;
    private final List<ErasedWithComment> erasures;

    CommentChanges(CommentRepository comments, List<ErasedWithComment> erasures) {
        this.comments = comments;
        this.erasures = erasures;
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Of deleted comments it erases everything but their places. */
    @Override
    public void changed(List<Long> keys) {
        var ids = keys.toArray(Long[]::new);
        var present = comments.findAll(ids).stream()
                .filter(row -> !row.deleted())
                .map(CommentRow::id)
                .collect(Collectors.toSet());
        var deleted = Arrays.stream(ids)
                .filter(id -> !present.contains(id))
                .map(CommentId::new)
                .toList();
        if (!deleted.isEmpty()) {
            erasures.forEach(erasure -> erasure.erase(deleted));
        }
    }
}
