package dev.kith.timeline;

import static dev.kith.cache.RedisLink.await;

import dev.kith.cache.RedisLink;
import dev.kith.cache.RedisLink.Open;
import dev.kith.timeline.FirstPages.Kept;
import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** First pages in Redis: what one instance has made, no other makes again. */
@Singleton
class RedisPages {

    private final RedisLink link;
    private final TimelineConfiguration configuration;

    RedisPages(@Named(RedisTimelineLinks.READING) RedisLink link, TimelineConfiguration configuration) {
        this.link = link;
        this.configuration = configuration;
    }

    Optional<Kept> find(FirstPages.Key key) {
        if (!configuration.sharedPages()) {
            return Optional.empty();
        }
        try {
            return link.with(
                    configuration.timeout(),
                    open -> Optional.ofNullable(await(open.commands().get(name(open, key)), configuration.timeout()))
                            .map(KeptBytes::read));
        } catch (RedisException down) {
            return Optional.empty();
        }
    }

    /** Nobody waits for it: should it be lost, the page is made once more. */
    void keep(FirstPages.Key key, Kept page, Duration time) {
        if (!configuration.sharedPages()) {
            return;
        }
        try {
            link.with(
                    configuration.timeout(),
                    open -> open.commands()
                            .set(name(open, key), KeptBytes.of(page), SetArgs.Builder.px(time.toMillis())));
        } catch (RedisException down) {
            // who reads next learns of it
        }
    }

    private static String name(Open open, FirstPages.Key key) {
        return "page:" + open.life() + ":{" + key.reader() + "}:" + key.limit();
    }
}
