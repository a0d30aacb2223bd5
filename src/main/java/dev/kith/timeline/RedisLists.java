package dev.kith.timeline;

import static dev.kith.cache.RedisLink.ascii;
import static dev.kith.cache.RedisLink.await;

import dev.kith.cache.RedisLink;
import dev.kith.cache.RedisLink.Open;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Lists of posts in Redis: ids of 8 bytes, pushed to the front in any order, perhaps more than once. The last element, of another length, says what the list is:
 *
 * <ul>
 *   <li>a <i>mark</i> (a random token): it is being built. It is there, so that posts are pushed to it, but nobody reads it; should its builder die, it goes away soon.
 *   <li>a <i>header</i>: it can be read. It holds the floor, the fingerprint, and a token that is new each time the part behind what was pushed is written anew.
 * </ul>
 *
 * <p>Who builds a list sets its mark, asks the stores, and finishes only where its own mark still stands. So nothing is missing: a post is pushed after its commit, so if
 * that was before the mark, the stores know of it, and if it was after, it is in the list.
 */
@Singleton
class RedisLists {

    /** KEYS list; ARGV mark, the last element that it may have, how long it may take in ms. */
    private static final String BEGIN = """
            local last = redis.call('LINDEX', KEYS[1], -1)
            if last and last ~= ARGV[2] then
              return 0
            end
            redis.call('DEL', KEYS[1])
            redis.call('RPUSH', KEYS[1], ARGV[1])
            redis.call('PEXPIRE', KEYS[1], ARGV[3])
            return 1
            """;

    /** KEYS list; ARGV mark, ttl in ms, ids and header. */
    private static final String FINISH = """
            if redis.call('LINDEX', KEYS[1], -1) ~= ARGV[1] then
              return 0
            end
            redis.call('RPOP', KEYS[1])
            redis.call('RPUSH', KEYS[1], unpack(ARGV, 3))
            redis.call('PEXPIRE', KEYS[1], ARGV[2])
            return 1
            """;

    /** Puts others in the place of so many last elements. KEYS list; ARGV header, number of elements, ids and header instead. */
    private static final String REPLACE = """
            if redis.call('LINDEX', KEYS[1], -1) ~= ARGV[1] then
              return 0
            end
            local ttl = redis.call('PTTL', KEYS[1])
            redis.call('LTRIM', KEYS[1], 0, -1 - tonumber(ARGV[2]))
            redis.call('RPUSH', KEYS[1], unpack(ARGV, 3))
            redis.call('PEXPIRE', KEYS[1], ttl)
            return 1
            """;

    /** KEYS list; ARGV header, ttl in ms. */
    private static final String TOUCH = """
            if redis.call('LINDEX', KEYS[1], -1) == ARGV[1] then
              redis.call('PEXPIRE', KEYS[1], ARGV[2])
            end
            """;

    static final List<String> SCRIPTS = List.of(BEGIN, FINISH, REPLACE, TOUCH);

    private static final int MARK_BYTES = 2 * Long.BYTES;
    private static final int HEADER_BYTES = 2 * Long.BYTES + Fingerprint.BYTES;

    /** How many commands are sent before their answers are awaited. */
    private static final int AT_ONCE = 500;

    private final RedisLink reading;
    private final RedisLink delivering;
    private final TimelineConfiguration configuration;
    private final RandomGenerator random;
    private final Counter delivered;
    private final Counter trims;
    private final Timer batches;
    private final DistributionSummary lengths;

    /**
     * A list as it was found.
     *
     * @param elements how many
     * @param last element; null when there is no list
     * @param ids in the order of the list
     */
    record Found(int elements, @Nullable ByteBuffer last, List<Long> ids) {

        /** Whether somebody is at it. */
        boolean isBeingBuilt() {
            return last != null && last.capacity() == MARK_BYTES;
        }

        /** What it holds, if it was built for this. */
        Optional<Slice> slice(Fingerprint fingerprint) {
            return header().filter(header -> header.fingerprint().equals(fingerprint))
                    .map(this::slice);
        }

        private Slice slice(Header header) {
            return Slice.of(ids.stream().mapToLong(Long::longValue), header.floor());
        }

        private Optional<Header> header() {
            return last == null || last.capacity() != HEADER_BYTES ? Optional.empty() : Optional.of(Header.read(last));
        }
    }

    /** A list that is looked at, and in how many ms it goes away unless it is read. */
    record Looked(Found found, long ttl) {}

    /** Held by who is building a list. */
    record Mark(UUID token) {

        private byte[] toBytes() {
            return ByteBuffer.allocate(MARK_BYTES)
                    .putLong(token.getMostSignificantBits())
                    .putLong(token.getLeastSignificantBits())
                    .array();
        }
    }

    private record Header(long token, long floor, Fingerprint fingerprint) {

        static Header read(ByteBuffer written) {
            var bytes = written.duplicate();
            return new Header(bytes.getLong(), bytes.getLong(), Fingerprint.read(bytes));
        }

        byte[] toBytes() {
            var bytes = ByteBuffer.allocate(HEADER_BYTES).putLong(token).putLong(floor);
            fingerprint.write(bytes);
            return bytes.array();
        }
    }

    RedisLists(
            @Named(RedisTimelineLinks.READING) RedisLink reading,
            @Named(RedisTimelineLinks.DELIVERING) RedisLink delivering,
            TimelineConfiguration configuration,
            RandomGenerator random,
            MeterRegistry meters) {
        this.reading = reading;
        this.delivering = delivering;
        this.configuration = configuration;
        this.random = random;
        this.delivered = Counter.builder("kith.timelines.deliveries")
                .description("How many posts were delivered to lists, each counted for each list")
                .register(meters);
        this.trims = Counter.builder("kith.timelines.trims")
                .description("How many lists were trimmed")
                .register(meters);
        this.batches = Timer.builder("kith.timelines.push")
                .description("How long a batch of deliveries took")
                .register(meters);
        this.lengths = DistributionSummary.builder("kith.timelines.length")
                .description("How long lists were that were read")
                .register(meters);
    }

    /** The lists as they are, in this order. Those that are read are kept on. */
    List<Found> read(List<ListKey> keys) {
        return orDown(() -> reading.with(configuration.timeout(), open -> {
            var looked = look(open, keys, configuration.timeout());
            for (int i = 0; i < keys.size(); i++) {
                keepOn(open, keys.get(i), looked.get(i));
                lengths.record(looked.get(i).found().ids().size());
            }
            return looked.stream().map(Looked::found).toList();
        }));
    }

    /** The same by who does not read them: they go away when they would have. */
    List<Looked> look(List<ListKey> keys) {
        return orDown(() ->
                delivering.insist(RedisTimelineLinks.PATIENCE, open -> look(open, keys, RedisTimelineLinks.PATIENCE)));
    }

    private List<Looked> look(Open open, List<ListKey> keys, Duration timeout) {
        var elements = new ArrayList<RedisFuture<List<byte[]>>>();
        var ttls = new ArrayList<RedisFuture<Long>>();
        for (var key : keys) {
            elements.add(open.commands().lrange(name(open, key), 0, -1));
            ttls.add(open.commands().pttl(name(open, key)));
        }
        var all = new ArrayList<Looked>();
        for (int i = 0; i < keys.size(); i++) {
            all.add(new Looked(found(await(elements.get(i), timeout)), await(ttls.get(i), timeout)));
        }
        return all;
    }

    /**
     * Sets a mark on each of these lists that is still as it was found.
     *
     * @return the marks, less those of lists that somebody else is at
     */
    Map<ListKey, Mark> begin(Map<ListKey, Found> lists) {
        return orDown(() -> reading.with(configuration.timeout(), open -> {
            var marks = new LinkedHashMap<ListKey, Mark>();
            var set = new HashMap<ListKey, RedisFuture<Long>>();
            lists.forEach((key, found) -> {
                if (!found.isBeingBuilt()) {
                    var mark = new Mark(UUID.randomUUID());
                    marks.put(key, mark);
                    set.put(
                            key,
                            eval(
                                    open,
                                    BEGIN,
                                    key,
                                    mark.toBytes(),
                                    found.last() == null
                                            ? new byte[0]
                                            : found.last().array(),
                                    ascii(configuration.building().toMillis())));
                }
            });
            set.forEach((key, done) -> {
                if (await(done, configuration.timeout()) == 0) {
                    marks.remove(key);
                }
            });
            return marks;
        }));
    }

    /** Finishes a list, unless its mark is gone. */
    boolean finish(ListKey key, Mark mark, Slice slice, Fingerprint fingerprint) {
        return orDown(() -> reading.with(configuration.timeout(), open -> {
            var arguments = new ArrayList<byte[]>();
            arguments.add(mark.toBytes());
            arguments.add(ascii(configuration.activity().toMillis()));
            addTo(arguments, slice, fingerprint);
            return await(eval(open, FINISH, key, arguments.toArray(byte[][]::new)), configuration.timeout()) != 0;
        }));
    }

    /** Pushes posts to lists, where there are such, and trims those that have become too long. */
    void push(Collection<ListKey> keys, List<Long> posts) {
        var values = posts.stream().map(RedisLists::bytes).toArray(byte[][]::new);
        var all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            var some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            orDown(() -> batches.record(() -> delivering.insist(RedisTimelineLinks.PATIENCE, open -> {
                push(open, some, values);
                return some;
            })));
        }
    }

    private void push(Open open, List<ListKey> keys, byte[][] values) {
        var lengthsNow = keys.stream()
                .map(key -> open.commands().lpushx(name(open, key), values))
                .toList();
        for (int i = 0; i < keys.size(); i++) {
            var length = await(lengthsNow.get(i), RedisTimelineLinks.PATIENCE);
            if (length > 0) {
                delivered.increment(values.length);
            }
            // one more: the last element
            if (length > configuration.longest() + 1) {
                trim(open, keys.get(i));
            }
        }
    }

    /**
     * Keeps the newest posts of a list only. They are sorted here, since Redis would compare them by the rules of some language; whatever is pushed meanwhile stays in
     * front. One that is being built, or that somebody else has just trimmed, is left alone.
     */
    private void trim(Open open, ListKey key) {
        var found = found(await(open.commands().lrange(name(open, key), 0, -1), RedisTimelineLinks.PATIENCE));
        found.header().ifPresent(header -> {
            var slice = found.slice(header).newest(configuration.length());
            var arguments = new ArrayList<byte[]>();
            arguments.add(header.toBytes());
            arguments.add(ascii(found.elements()));
            addTo(arguments, slice, header.fingerprint());
            trims.increment(
                    await(eval(open, REPLACE, key, arguments.toArray(byte[][]::new)), RedisTimelineLinks.PATIENCE));
        });
    }

    /** Reading keeps a list, but not each time: one command more is enough for a while. */
    private void keepOn(Open open, ListKey key, Looked looked) {
        var activity = configuration.activity().toMillis();
        var header = looked.found().header();
        if (looked.ttl() < activity - activity / 8 && header.isPresent()) {
            var _ = eval(open, TOUCH, key, header.get().toBytes(), ascii(activity));
        }
    }

    private void addTo(List<byte[]> arguments, Slice slice, Fingerprint fingerprint) {
        slice.ids().forEach(id -> arguments.add(bytes(id)));
        arguments.add(new Header(random.nextLong(), slice.floor(), fingerprint).toBytes());
    }

    private static Found found(List<byte[]> elements) {
        if (elements.isEmpty()) {
            return new Found(0, null, List.of());
        }
        var ids = elements.stream()
                .filter(element -> element.length == Long.BYTES)
                .flatMapToLong(element -> LongStream.of(ByteBuffer.wrap(element).getLong()))
                .boxed()
                .toList();
        return new Found(elements.size(), ByteBuffer.wrap(elements.getLast()), ids);
    }

    private static RedisFuture<Long> eval(Open open, String script, ListKey key, byte[]... arguments) {
        return open.commands()
                .evalsha(open.digest(script), ScriptOutputType.INTEGER, new String[] {name(open, key)}, arguments);
    }

    /** What is pushed to the list of this name makes it longer, and whatever else is done to it changes its last element. The braces are for a cluster. */
    static String name(Open open, ListKey key) {
        return key.kind().name().toLowerCase(Locale.ROOT) + ":" + open.life() + ":{" + key.owner() + "}";
    }

    private static byte[] bytes(long id) {
        return ByteBuffer.allocate(Long.BYTES).putLong(id).array();
    }

    static <T> T orDown(Supplier<T> work) {
        try {
            return work.get();
        } catch (RedisException failed) {
            throw new ListsDownException(failed);
        }
    }
}
