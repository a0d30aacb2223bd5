package dev.kith.timeline;

import dev.kith.cache.FeedSources;
import dev.kith.cache.Standings;
import dev.kith.id.CommunityId;
import dev.kith.id.ProfileId;
import dev.kith.post.PostView;
import dev.kith.post.Posts;
import dev.kith.post.Target;
import dev.kith.profile.Readers;
import dev.kith.timeline.Candidates.Way;
import dev.kith.timeline.RedisBigAuthors.Look;
import dev.kith.timeline.RedisLists.Found;
import dev.kith.timeline.RedisLists.Looked;
import dev.kith.timeline.RedisLists.Mark;
import dev.kith.web.Pages.Seen;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Home timelines, from lists: one of what is delivered to the reader, merged with those of the communities and big authors that the reader follows. Lists hold candidates
 * only. Whom the reader follows now, and what the reader may see, is judged each time; a list that was built for other followees is built anew. Where lists end, where
 * there are none, or where another is building them, the stores are asked; the answer is the same.
 */
@Singleton
class HomeTimelines {

    private static final Logger LOG = LoggerFactory.getLogger(HomeTimelines.class);

    private final Standings standings;
    private final Readers readers;
    private final Posts posts;
    private final RedisLists lists;
    private final RedisBigAuthors bigAuthors;
    private final TimelineConfiguration configuration;
    private final MeterRegistry meters;
    private final AtomicBoolean lost = new AtomicBoolean();
    private final ConcurrentMap<Plan, CompletableFuture<Map<ListKey, Slice>>> flights = new ConcurrentHashMap<>();

    /**
     * Which lists a reader's timeline is made of.
     *
     * @param fingerprint that the home list must have
     * @param delivered those of the followees whose posts are in the home list, and all of whom something is kept
     * @param big the other followees
     */
    record Plan(
            ProfileId reader, Fingerprint fingerprint, List<Long> delivered, List<Long> big, List<Long> communities) {

        static Plan of(ProfileId reader, FeedSources sources, Look look) {
            var sides =
                    sources.followees().toList().stream().collect(Collectors.partitioningBy(look.merged()::contains));
            var delivered = new ArrayList<>(sides.getOrDefault(false, List.of()));
            delivered.addAll(sources.kept().toList());
            return new Plan(
                    reader,
                    Fingerprint.of(look.epoch(), delivered, sources),
                    delivered,
                    sides.getOrDefault(true, List.of()),
                    sources.communities().toList());
        }

        List<ListKey> keys() {
            var keys = new ArrayList<ListKey>();
            keys.add(ListKey.home(reader));
            big.forEach(author -> keys.add(ListKey.of(new ProfileId(author))));
            communities.forEach(community -> keys.add(ListKey.of(new CommunityId(community))));
            return keys;
        }

        Fingerprint fingerprint(ListKey key) {
            return key.kind() == ListKey.Kind.HOME ? fingerprint : Fingerprint.NONE;
        }

        /** What is in those lists that can be used as they are. */
        Map<ListKey, Slice> slices(List<Found> found) {
            var keys = keys();
            var slices = new LinkedHashMap<ListKey, Slice>();
            for (int i = 0; i < keys.size(); i++) {
                var key = keys.get(i);
                found.get(i).slice(fingerprint(key)).ifPresent(slice -> slices.put(key, slice));
            }
            return slices;
        }
    }

    /**
     * What a timeline would be read from.
     *
     * @param candidates from the lists, if they all are there; else from the stores
     * @param plain from the stores
     * @param lists as they are; none where none would be read
     * @param usable the keys of those that need not be built anew
     */
    record Sight(Candidates candidates, Candidates plain, Map<ListKey, Looked> lists, Set<ListKey> usable) {

        private static Sight plain(Candidates plain) {
            return new Sight(plain, plain, Map.of(), Set.of());
        }
    }

    HomeTimelines(
            Standings standings,
            Readers readers,
            Posts posts,
            RedisLists lists,
            RedisBigAuthors bigAuthors,
            TimelineConfiguration configuration,
            MeterRegistry meters) {
        this.standings = standings;
        this.readers = readers;
        this.posts = posts;
        this.lists = lists;
        this.bigAuthors = bigAuthors;
        this.configuration = configuration;
        this.meters = meters;
    }

    Candidates candidates(ProfileId reader) {
        readers.reads(reader);
        var candidates = find(reader, standings.feedSources(reader));
        meters.counter("kith.timelines.reads", "way", candidates.way().name().toLowerCase(Locale.ROOT))
                .increment();
        return candidates;
    }

    /** What a reader's timeline would be read from, by who does not read it: nobody is noted to read, and no list is built or kept on. */
    Sight look(ProfileId reader) {
        var sources = standings.feedSources(reader);
        var plain = Candidates.plain(reader, sources, posts);
        if (!configuration.enabled()) {
            return Sight.plain(plain);
        }
        try {
            var plan = Plan.of(reader, sources, bigAuthors.look());
            var keys = plan.keys();
            if (keys.size() - 1 > configuration.merged()) {
                return Sight.plain(plain);
            }
            var looked = lists.look(keys);
            var slices = plan.slices(looked.stream().map(Looked::found).toList());
            var all = new LinkedHashMap<ListKey, Looked>();
            for (int i = 0; i < keys.size(); i++) {
                all.put(keys.get(i), looked.get(i));
            }
            var usable = Set.copyOf(slices.keySet());
            return new Sight(
                    usable.size() < keys.size()
                            ? plain
                            : Candidates.of(reader, sources, Way.LIST, bounded(plan, sources, slices), posts),
                    plain,
                    all,
                    usable);
        } catch (ListsDownException down) {
            return Sight.plain(plain);
        }
    }

    /**
     * Those of these posts that belong here and that the reader may see, in the same order.
     *
     * @param things is told what may change the answer by changing
     */
    List<Seen<Long, PostView>> views(Candidates candidates, List<Long> ids, LongConsumer things) {
        return posts.views(ids, candidates.reader(), true, things).stream()
                .filter(seen -> candidates
                        .source(
                                seen.row(),
                                seen.view().author().id(),
                                community(seen.view().target()))
                        .isPresent())
                .toList();
    }

    private Candidates find(ProfileId reader, FeedSources sources) {
        if (!configuration.enabled()) {
            return Candidates.plain(reader, sources, posts);
        }
        try {
            var candidates = fromLists(reader, sources);
            if (lost.compareAndSet(true, false)) {
                LOG.info("home timelines are read from lists again");
            }
            return candidates;
        } catch (ListsDownException down) {
            if (lost.compareAndSet(false, true)) {
                LOG.warn("home timelines are read from the stores: {}", down.getMessage());
            }
            return Candidates.plain(reader, sources, posts);
        }
    }

    private Candidates fromLists(ProfileId reader, FeedSources sources) {
        var plan = Plan.of(reader, sources, bigAuthors.look());
        var keys = plan.keys();
        if (keys.size() - 1 > configuration.merged()) {
            return Candidates.plain(reader, sources, posts);
        }
        var found = lists.read(keys);
        var slices = plan.slices(found);
        var missing = new LinkedHashMap<ListKey, Found>();
        for (int i = 0; i < keys.size(); i++) {
            if (!slices.containsKey(keys.get(i))) {
                missing.put(keys.get(i), found.get(i));
            }
        }
        if (missing.isEmpty()) {
            return Candidates.of(reader, sources, Way.LIST, bounded(plan, sources, slices), posts);
        }
        slices.putAll(buildOnce(plan, sources, missing));
        return slices.size() == keys.size()
                ? Candidates.of(reader, sources, Way.BUILT, bounded(plan, sources, slices), posts)
                : Candidates.plain(reader, sources, posts);
    }

    /** The lists of big authors are for all their followers: of each, what belongs here. */
    private static Map<ListKey, Slice> bounded(Plan plan, FeedSources sources, Map<ListKey, Slice> slices) {
        plan.big()
                .forEach(author -> sources.floors()
                        .time(author)
                        .ifPresent(floor -> slices.computeIfPresent(
                                ListKey.of(new ProfileId(author)), (_, slice) -> slice.from(floor))));
        return slices;
    }

    /** However many ask here for the same meanwhile, it is built once. */
    private Map<ListKey, Slice> buildOnce(Plan plan, FeedSources sources, Map<ListKey, Found> missing) {
        var mine = new CompletableFuture<Map<ListKey, Slice>>();
        var others = flights.putIfAbsent(plan, mine);
        if (others != null) {
            return await(others);
        }
        try {
            mine.complete(build(plan, sources, missing));
        } catch (RuntimeException | Error failed) {
            mine.completeExceptionally(failed);
            throw failed;
        } finally {
            flights.remove(plan, mine);
        }
        return mine.join();
    }

    /** Who waits too long, or for one who fails, asks the stores. */
    private Map<ListKey, Slice> await(CompletableFuture<Map<ListKey, Slice>> others) {
        try {
            return others.get(configuration.building().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException _) {
            return Map.of();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    /** Builds lists, less those that somebody else is building. */
    private Map<ListKey, Slice> build(Plan plan, FeedSources sources, Map<ListKey, Found> missing) {
        var marks = lists.begin(missing);
        var built = query(plan, sources, marks);
        built.forEach((key, slice) -> {
            var finished = lists.finish(key, Objects.requireNonNull(marks.get(key)), slice, plan.fingerprint(key));
            meters.counter("kith.timelines.builds", "outcome", finished ? "finished" : "overtaken")
                    .increment();
        });
        meters.counter("kith.timelines.builds", "outcome", "busy").increment(missing.size() - marks.size());
        return built;
    }

    private Map<ListKey, Slice> query(Plan plan, FeedSources sources, Map<ListKey, Mark> marks) {
        var most = configuration.length();
        var found = new HashMap<ListKey, Slice>();
        if (marks.containsKey(ListKey.home(plan.reader()))) {
            var newest = posts.newestFrom(sources.ranges(plan.delivered()), List.of(), plan.reader(), null, most);
            found.put(ListKey.home(plan.reader()), Slice.found(newest, most));
        }
        var authors = plan.big().stream()
                .filter(author -> marks.containsKey(ListKey.of(new ProfileId(author))))
                .toList();
        var communities = plan.communities().stream()
                .filter(community -> marks.containsKey(ListKey.of(new CommunityId(community))))
                .toList();
        if (!authors.isEmpty() || !communities.isEmpty()) {
            var newest = posts.newestOfEach(authors, communities, most);
            authors.forEach(author -> found.put(
                    ListKey.of(new ProfileId(author)), Slice.found(newest.getOrDefault(author, List.of()), most)));
            communities.forEach(community -> found.put(
                    ListKey.of(new CommunityId(community)),
                    Slice.found(newest.getOrDefault(community, List.of()), most)));
        }
        return found;
    }

    private static @Nullable CommunityId community(@Nullable Target target) {
        return target != null && target.kind() == Target.Kind.COMMUNITY
                ? new CommunityId(target.id().value())
                : null;
    }
}
