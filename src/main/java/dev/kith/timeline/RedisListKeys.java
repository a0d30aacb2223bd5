package dev.kith.timeline;

import static dev.kith.cache.RedisLink.await;

import dev.kith.cache.RedisLink;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells which lists there are in Redis, and removes some. */
@Singleton
class RedisListKeys {

    private static final Pattern OWNER = Pattern.compile("\\{\\d{1,18}}");

    private final RedisLink link;

    RedisListKeys(@Named(RedisTimelineLinks.DELIVERING) RedisLink link) {
        this.link = link;
    }

    /** The next lists, in no order, and from where to go on: null after the last. */
    ListCheck.Part next(ListKey.Kind kind, @Nullable String cursor, int about) {
        return RedisLists.orDown(() -> link.insist(RedisTimelineLinks.PATIENCE, open -> {
            var begin = RedisLists.name(open, new ListKey(kind, 0)).replace("{0}", "");
            var found = await(
                    open.commands()
                            .scan(
                                    cursor == null ? ScanCursor.INITIAL : ScanCursor.of(cursor),
                                    ScanArgs.Builder.matches(begin + "*").limit(about)),
                    RedisTimelineLinks.PATIENCE);
            var keys = found.getKeys().stream()
                    .map(key -> key.substring(begin.length()))
                    .filter(owner -> OWNER.matcher(owner).matches())
                    .map(owner -> new ListKey(kind, Long.parseLong(owner.substring(1, owner.length() - 1))))
                    .toList();
            return new ListCheck.Part(keys, found.isFinished() ? null : found.getCursor());
        }));
    }

    /** Removes lists; who is building one of them does not finish it. */
    void remove(Collection<ListKey> keys) {
        if (!keys.isEmpty()) {
            RedisLists.orDown(() -> link.insist(RedisTimelineLinks.PATIENCE, open -> {
                var gone = keys.stream()
                        .map(key -> open.commands().del(RedisLists.name(open, key)))
                        .toList();
                gone.forEach(one -> await(one, RedisTimelineLinks.PATIENCE));
                return gone.size();
            }));
        }
    }
}
