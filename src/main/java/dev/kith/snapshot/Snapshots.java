package dev.kith.snapshot;

import dev.kith.graph.Edge;
import dev.kith.graph.GraphEdges;
import dev.kith.graph.SocialGraph;
import dev.kith.graph.SocialGraph.Pair;
import dev.kith.id.Ids;
import dev.kith.snapshot.RedisFollowFeed.Position;
import dev.kith.web.Problem;
import dev.kith.web.Problems;
import dev.kith.web.StoreDownException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who follows whom, in the heap of this process: loaded when it is first asked for, brought up to date about twice a second, loaded anew when changes were missed, and
 * let go when nobody asks for it any more. What is given out never changes, so all that is worked out from one snapshot fits together.
 */
@Singleton
public class Snapshots {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    /** How many lists may be others than those of the arrays before these are made anew: a share of the profiles, and at least so many. */
    private static final int LEAST_LAID_OVER = 2_000;

    private static final int PART_LAID_OVER = 10;

    /** How many changes are looked at in one question. */
    private static final int ASKED_AT_ONCE = 1_000;

    /** Loading takes at most the tenth part of the time. */
    private static final int REST = 9;

    private final FollowLoader loader;
    private final RedisFollowFeed feed;
    private final SocialGraph graph;
    private final GraphEdges edges;
    private final SnapshotConfiguration configuration;
    private final Ids ids;
    private final Clock clock;
    private final ReentrantLock changing = new ReentrantLock();
    private final Deque<Snapshot> kept = new ArrayDeque<>();
    private @Nullable CompletableFuture<Held> loading;
    private volatile @Nullable Held held;
    private volatile long askedAt;
    private volatile boolean behind;

    /**
     * What is held.
     *
     * @param position up to which changes are in it; null when Redis could not tell
     * @param counted how many more edges of that type the graph had than there were follows
     * @param loadedAt in ns
     * @param loadTime in ns
     */
    private record Held(Snapshot snapshot, @Nullable Position position, long counted, long loadedAt, long loadTime) {

        Held with(Snapshot changed, Position end) {
            return new Held(changed, end, counted, loadedAt, loadTime);
        }

        boolean hasRested() {
            return System.nanoTime() - loadedAt > REST * loadTime;
        }
    }

    Snapshots(
            FollowLoader loader,
            RedisFollowFeed feed,
            SocialGraph graph,
            GraphEdges edges,
            SnapshotConfiguration configuration,
            Ids ids,
            Clock clock,
            MeterRegistry meters) {
        this.loader = loader;
        this.feed = feed;
        this.graph = graph;
        this.edges = edges;
        this.configuration = configuration;
        this.ids = ids;
        this.clock = clock;
        Gauge.builder("kith.snapshots.bytes", this, Snapshots::bytes)
                .description("What the arrays of who follows whom take in the heap")
                .register(meters);
    }

    /** As of a moment ago. {@link StoreDownException} when it can't be loaded in time. */
    public Snapshot current() {
        return current(configuration.patience());
    }

    /**
     * The same for who can wait longer.
     *
     * @param patience how long to wait for it to be loaded
     */
    public Snapshot current(Duration patience) {
        askedAt = System.nanoTime();
        var known = held;
        return known != null ? known.snapshot() : await(load(), patience).snapshot();
    }

    /** The one that goes by an id; {@code 404} when this instance has none, or no longer. */
    Snapshot named(String id) {
        return Stream.concat(Stream.ofNullable(held).map(Held::snapshot), kept().stream())
                .filter(snapshot -> snapshot.name().id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("snapshot", id));
    }

    /** Those that were named, the newest first. */
    List<Snapshot> kept() {
        synchronized (kept) {
            return List.copyOf(kept);
        }
    }

    /** Names what is known by now, and keeps it. */
    Snapshot take() {
        current();
        unlessDown(this::catchUp);
        var snapshot = named(current().follows(), Objects.requireNonNull(held).position());
        synchronized (kept) {
            kept.addFirst(snapshot);
            while (kept.size() > configuration.kept()) {
                kept.removeLast();
            }
        }
        return snapshot;
    }

    @Scheduled(fixedDelay = "500ms")
    void follow() {
        if (held == null) {
            return;
        }
        if (System.nanoTime() - askedAt > configuration.idle().toNanos()) {
            hold(null);
            return;
        }
        unlessDown(this::catchUp);
    }

    /** Finds out what nobody was told of: imports, and what got lost with a crash. */
    @Scheduled(fixedDelay = "${kith.snapshots.check:1m}", initialDelay = "${kith.snapshots.check:1m}")
    void check() {
        var known = held;
        if (known == null || !known.hasRested()) {
            return;
        }
        unlessDown(() -> {
            var follows = known.snapshot().follows().follows();
            var drift = Math.abs(edges.followsCount() - known.counted() - follows);
            if (known.position() == null || drift > Math.max(1, configuration.drift() * follows)) {
                LOG.info("the snapshot of {} follows is loaded anew: the graph differs by {}", follows, drift);
                var _ = load();
            }
        });
    }

    /** Takes in what has changed; when something was missed, all is loaded anew, and until then what is known is given out. */
    private void catchUp() {
        changing.lock();
        try {
            var known = held;
            if (known != null) {
                held = caughtUp(known);
            }
        } finally {
            changing.unlock();
        }
    }

    private Held caughtUp(Held former) {
        var known = former;
        var position = known.position();
        for (var more = position != null; more && position != null; ) {
            var part = feed.since(position);
            if (!part.whole()) {
                LOG.info("the snapshot of follows is loaded anew: changes were missed");
                var _ = load();
                return known;
            }
            if (!part.pairs().isEmpty()) {
                known = known.with(named(changed(known.snapshot().follows(), part.pairs()), part.end()), part.end());
            }
            position = part.end();
            more = part.more();
        }
        return known;
    }

    private FollowArrays changed(FollowArrays follows, List<Pair> pairs) {
        var erased = pairs.stream()
                .filter(pair -> pair.source() == pair.target())
                .map(Pair::source)
                .collect(Collectors.toSet());
        var asked = pairs.stream()
                .filter(pair -> pair.source() != pair.target())
                .distinct()
                .toList();
        var there = new ArrayList<Pair>();
        var gone = new ArrayList<Pair>();
        for (int from = 0; from < asked.size(); from += ASKED_AT_ONCE) {
            var some = asked.subList(from, Math.min(from + ASKED_AT_ONCE, asked.size()));
            var found = graph.follows(some);
            for (var pair : some) {
                var edge = found.get(pair);
                (edge != null && edge.state() == Edge.State.FOLLOWING ? there : gone).add(pair);
            }
        }
        var changed = Overlay.laidOver(follows, there, gone, erased);
        return changed.overlay().size() > Math.max(LEAST_LAID_OVER, changed.profiles() / PART_LAID_OVER)
                ? Overlay.flat(changed)
                : changed;
    }

    private CompletableFuture<Held> load() {
        synchronized (kept) {
            if (loading == null) {
                var begun = new CompletableFuture<Held>();
                loading = begun;
                Thread.ofVirtual().name("loading follows").start(() -> loadInto(begun));
            }
            return loading;
        }
    }

    private void loadInto(CompletableFuture<Held> begun) {
        try {
            var since = System.nanoTime();
            var position = position();
            var counted = edges.followsCount();
            var follows = loader.load();
            var took = System.nanoTime() - since;
            var fresh =
                    new Held(named(follows, position), position, counted - follows.follows(), System.nanoTime(), took);
            LOG.info(
                    "loaded {} follows of {} profiles in {} ms: {} bytes",
                    follows.follows(),
                    follows.profiles(),
                    Duration.ofNanos(took).toMillis(),
                    follows.bytes());
            ended();
            begun.complete(holdCaughtUp(fresh));
        } catch (RuntimeException | Error failed) {
            ended();
            begun.completeExceptionally(failed);
        }
    }

    /** What was known before is not given out for older than it was. */
    private Held holdCaughtUp(Held fresh) {
        changing.lock();
        try {
            var now = new AtomicReference<>(fresh);
            unlessDown(() -> now.set(caughtUp(fresh)));
            held = now.get();
            return now.get();
        } finally {
            changing.unlock();
        }
    }

    private void hold(@Nullable Held other) {
        changing.lock();
        try {
            held = other;
        } finally {
            changing.unlock();
        }
    }

    private void ended() {
        synchronized (kept) {
            loading = null;
        }
    }

    private @Nullable Position position() {
        try {
            return feed.now();
        } catch (StoreDownException down) {
            LOG.warn("the snapshot of follows is loaded anew by and by: {}", down.toString());
            return null;
        }
    }

    private Snapshot named(FollowArrays follows, @Nullable Position position) {
        var name = new SnapshotName(
                Long.toString(ids.next()),
                clock.instant(),
                follows.profiles(),
                follows.follows(),
                position == null ? 0 : position.number());
        return new Snapshot(name, follows);
    }

    private static Held await(CompletableFuture<Held> loading, Duration patience) {
        try {
            return loading.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException(failed.getCause());
        } catch (TimeoutException late) {
            throw new StoreDownException("snapshot", "is still being loaded", late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoreDownException("snapshot", "nobody waits for it", stopped);
        }
    }

    private void unlessDown(Runnable work) {
        try {
            work.run();
            behind = false;
        } catch (RuntimeException failed) {
            var store = Problems.storeDown(failed).orElseThrow(() -> failed);
            if (!behind) {
                LOG.warn("the snapshot of follows falls behind: {} is down", store);
            }
            behind = true;
        }
    }

    private long bytes() {
        var known = held;
        return known == null ? 0 : known.snapshot().follows().bytes();
    }
}
