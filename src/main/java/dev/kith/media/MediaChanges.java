package dev.kith.media;

import dev.kith.outbox.OutboxConsumer;
import jakarta.inject.Singleton;
import java.util.List;

/** Learns that media have become ready: their rows say so as well, so it is enough to have somebody look at those. */
@Singleton
final class MediaChanges implements OutboxConsumer {

    static final String TYPE = "media";

    private final ThumbnailWorker worker;

    MediaChanges(ThumbnailWorker worker) {
        this.worker = worker;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public void changed(List<Long> keys) {
        worker.wake();
    }
}
