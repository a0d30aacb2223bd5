package dev.kith.community;

import dev.kith.id.TopicId;
import dev.kith.outbox.OutboxConsumer;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;

/** Brings what hangs on topics in line with the topic table. */
@Singleton
final class TopicChanges implements OutboxConsumer {

    static final String TYPE = "topic";

    private final TopicRepository topics;
    private final List<ErasedWithTopic> erasures;

    TopicChanges(TopicRepository topics, List<ErasedWithTopic> erasures) {
        this.topics = topics;
        this.erasures = erasures;
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Of deleted topics it erases everything. */
    @Override
    public void changed(List<Long> keys) {
        var ids = keys.toArray(Long[]::new);
        var present = topics.findAll(ids).stream().map(TopicRow::id).toList();
        Arrays.stream(ids)
                .filter(id -> !present.contains(id))
                .map(TopicId::new)
                .forEach(deleted -> erasures.forEach(erasure -> erasure.erase(deleted)));
    }
}
