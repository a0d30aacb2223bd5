package dev.kith.timeline;

import static dev.kith.cache.RedisLink.await;

import dev.kith.cache.RedisLink.Open;
import dev.kith.cache.RequestLinks;
import dev.kith.timeline.FirstPages.Kept;
import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** First pages in Redis: what one instance has made, no other makes again. */
@Singleton
class RedisPages {

    private final RequestLinks links;
    private final TimelineConfiguration configuration;

    RedisPages(RequestLinks links, TimelineConfiguration configuration) {
        this.links = links;
        this.configuration = configuration;
    }

    Optional<Kept> find(FirstPages.Key key) {
        if (!configuration.sharedPages()) {
            return Optional.empty();
        }
        try {
            return links.here().with(configuration.timeout(), open -> await(find(open, key), configuration.timeout()));
        } catch (RedisException down) {
            return Optional.empty();
        }
    }

    /** The same, and nobody waits. */
    CompletionStage<Optional<Kept>> findPromptly(FirstPages.Key key) {
        return configuration.sharedPages()
                ? links.here()
                        .promptly(configuration.timeout(), open -> find(open, key))
                        .exceptionally(down -> Optional.empty())
                : CompletableFuture.completedFuture(Optional.empty());
    }

    private static CompletableFuture<Optional<Kept>> find(Open open, FirstPages.Key key) {
        return open.commands()
                .get(name(open, key))
                .thenApply(bytes -> Optional.ofNullable(bytes).map(KeptBytes::read))
                .toCompletableFuture();
    }

    /** Nobody waits for it: should it be lost, the page is made once more. */
    void keep(FirstPages.Key key, Kept page) {
        if (!configuration.sharedPages()) {
            return;
        }
        try {
            links.here()
                    .with(
                            configuration.timeout(),
                            open -> open.commands()
                                    .set(
                                            name(open, key),
                                            KeptBytes.of(page),
                                            SetArgs.Builder.px(
                                                    configuration.pageTime().toMillis())));
        } catch (RedisException down) {
            // who reads next learns of it
        }
    }

    private static String name(Open open, FirstPages.Key key) {
        return "page:" + open.life() + ":{" + key.reader() + "}:" + key.limit();
    }
}
