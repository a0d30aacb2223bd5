package dev.kith.snapshot;

import static dev.kith.cache.RedisLink.ascii;
import static dev.kith.cache.RedisLink.await;

import dev.kith.cache.RedisLink;
import dev.kith.cache.RedisLink.Open;
import dev.kith.graph.SocialGraph.Pair;
import dev.kith.web.StoreDownException;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.micronaut.context.annotation.Value;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every instance which follows to look at again: messages of changes reach one of them only. It is a short stream whose entries are numbered without gaps, so
 * whoever reads it knows when it has missed some.
 */
@Singleton
class RedisFollowFeed {

    private static final Logger LOG = LoggerFactory.getLogger(RedisFollowFeed.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String FIELD = "pairs";

    /** How many entries are kept, about; who has not read for so long loads all anew. */
    private static final int LENGTH = 10_000;

    private static final int READ_AT_ONCE = 1_000;

    /** In an entry: some that should have come before it are lost. */
    private static final String LOST = "lost";

    /** KEYS counter, stream; ARGV an entry, how many are kept. */
    private static final String PUSH = """
            local number = redis.call('INCR', KEYS[1])
            redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[2], number .. '-0', 'pairs', ARGV[1])
            return number
            """;

    private final RedisLink link;
    private final AtomicBoolean lost = new AtomicBoolean();

    /** Up to which entry one has read, in which life of Redis. */
    record Position(String life, long number) {}

    /**
     * What came after a position.
     *
     * @param pairs to look at again; both ends are the same of a profile of which nothing is left
     * @param whole whether nothing was missed; if not, all must be loaded anew
     * @param more whether there is more to read
     */
    record Part(List<Pair> pairs, Position end, boolean whole, boolean more) {}

    RedisFollowFeed(@Value("${redis.uri}") String uri) {
        this.link = new RedisLink(uri, PATIENCE, List.of(PUSH));
    }

    @PreDestroy
    void close() {
        link.close();
    }

    /** Tells all. While Redis can't be reached that is noted, and told as soon as it can. */
    void tell(Collection<Pair> pairs) {
        var text =
                pairs.stream().map(pair -> pair.source() + ":" + pair.target()).collect(Collectors.joining(","));
        var missing = lost.getAndSet(false);
        try {
            link.insist(
                    PATIENCE,
                    open -> await(
                            open.commands()
                                    .<Long>evalsha(
                                            open.digest(PUSH),
                                            ScriptOutputType.INTEGER,
                                            new String[] {counter(open), stream(open)},
                                            ascii(missing ? LOST + "," + text : text),
                                            ascii(LENGTH)),
                            PATIENCE));
        } catch (RedisException failed) {
            if (!lost.getAndSet(true) && !missing) {
                LOG.warn("snapshots of follows miss changes, and are loaded anew later: {}", failed.toString());
            }
        }
    }

    /** What is told from now on comes after this. */
    Position now() {
        return orDown(open ->
                new Position(open.life(), number(await(open.commands().get(counter(open)), PATIENCE))));
    }

    Part since(Position position) {
        return orDown(open -> {
            var counted = open.commands().get(counter(open));
            var reading = open.commands()
                    .xrange(
                            stream(open),
                            Range.from(Range.Boundary.excluding(position.number() + "-0"), Range.Boundary.unbounded()),
                            Limit.create(0, READ_AT_ONCE));
            var count = number(await(counted, PATIENCE));
            var entries = await(reading, PATIENCE);
            var pairs = new ArrayList<Pair>();
            var whole = open.life().equals(position.life()) && count >= position.number();
            var last = position.number();
            for (var entry : entries) {
                var number =
                        Long.parseLong(entry.getId().substring(0, entry.getId().indexOf('-')));
                whole &= number == last + 1;
                last = number;
                var text = new String(entry.getBody().get(FIELD), StandardCharsets.US_ASCII);
                whole &= !text.startsWith(LOST);
                Arrays.stream(text.split(",", -1))
                        .filter(pair -> pair.contains(":"))
                        .map(RedisFollowFeed::pair)
                        .forEach(pairs::add);
            }
            whole &= last >= count || entries.size() == READ_AT_ONCE;
            return new Part(pairs, new Position(open.life(), last), whole, entries.size() == READ_AT_ONCE);
        });
    }

    private <T> T orDown(Function<Open, T> work) {
        try {
            return link.with(PATIENCE, work);
        } catch (RedisException failed) {
            throw new StoreDownException("redis", String.valueOf(failed.getMessage()), failed);
        }
    }

    private static Pair pair(String text) {
        var colon = text.indexOf(':');
        return new Pair(Long.parseLong(text, 0, colon, 10), Long.parseLong(text, colon + 1, text.length(), 10));
    }

    private static long number(byte @Nullable [] counted) {
        return counted == null ? 0 : Long.parseLong(new String(counted, StandardCharsets.US_ASCII));
    }

    /** The braces keep both keys in one slot of a cluster. */
    private static String counter(Open open) {
        return "follow-feed-count:{" + open.life() + "}";
    }

    private static String stream(Open open) {
        return "follow-feed:{" + open.life() + "}";
    }
}
