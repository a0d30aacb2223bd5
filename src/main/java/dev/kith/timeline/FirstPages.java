package dev.kith.timeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.kith.cache.RedisLink.Open;
import dev.kith.cache.Stamps;
import dev.kith.cache.Standings;
import dev.kith.id.ProfileId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * First pages of those who read often, kept as bytes in the process, and in Redis for all instances. Each time, it is made sure that all that a page was made from still is what it was: the reader's
 * edges, the lists, and each post, profile, community and medium in it, or left out of it. So what changes is seen at once, on every instance.
 *
 * <p>What a page is made from is known only once it is made, and versions must be asked for before. So the first time only what it was made from is kept, and the page itself from
 * the second time on.
 */
@Singleton
class FirstPages {

    private static final CompletionStage<Optional<ReadyPage>> NONE =
            CompletableFuture.completedFuture(Optional.empty());
    private static final int BYTES_OF_ENTRY = 500;
    private static final int BYTES_OF_PART = 60;

    private final RedisBigAuthors bigAuthors;
    private final Stamps stamps;
    private final Standings standings;
    private final RedisPages shared;
    private final TimelineConfiguration configuration;
    private final Clock clock;
    private final Cache<Key, Entry> kept;
    private final Counter hits;
    private final Counter sharedHits;
    private final Counter misses;

    record Key(ProfileId reader, int limit) {}

    /** From what a page is made, beside the reader's edges and who is big. */
    record Parts(List<ListKey> lists, List<Long> things) {}

    /**
     * In which versions they all are.
     *
     * @param stamps of the reader's edges, of the things and of the lists
     * @param big of the knowledge of who is big
     */
    record Versions(List<String> stamps, String big) {}

    /**
     * What is known of a first page.
     *
     * @param versions null where there is no page
     * @param page null where only the parts are known
     * @param at when its making began
     * @param until when it has to be made anew, although nothing has changed
     */
    record Kept(
            Parts parts,
            @Nullable Versions versions,
            @Nullable ReadyPage page,
            Instant at,
            Instant until) {

        private int weight() {
            return BYTES_OF_ENTRY
                    + BYTES_OF_PART * (parts.lists().size() + 2 * parts.things().size())
                    + (page == null ? 0 : page.length() + page.length() / 4);
        }
    }

    /**
     * What is known, and what it takes to look at it again.
     *
     * @param stamps of all that the page is made from; null where there is no page
     */
    private record Entry(Kept kept, Stamps.@Nullable Watched stamps) {}

    /**
     * How things stand before a page is made.
     *
     * @param page one that still holds
     * @param parts of which the versions are known
     */
    record Found(
            @Nullable ReadyPage page,
            @Nullable Parts parts,
            @Nullable Versions versions) {

        private static final Found NOTHING = new Found(null, null, null);
    }

    FirstPages(
            RedisBigAuthors bigAuthors,
            Stamps stamps,
            Standings standings,
            RedisPages shared,
            TimelineConfiguration configuration,
            Clock clock,
            MeterRegistry meters) {
        this.bigAuthors = bigAuthors;
        this.stamps = stamps;
        this.standings = standings;
        this.shared = shared;
        this.configuration = configuration;
        this.clock = clock;
        this.kept = Caffeine.newBuilder()
                // its upkeep takes less than it takes to wake a thread for that
                .executor(Runnable::run)
                .maximumWeight(configuration.pages())
                .weigher((Key key, Entry one) -> one.kept().weight())
                .expireAfterAccess(configuration.pageTime())
                .build();
        this.hits = meters.counter("kith.timelines.pages", "from", "process");
        this.sharedHits = meters.counter("kith.timelines.pages", "from", "redis");
        this.misses = meters.counter("kith.timelines.pages", "from", "made");
    }

    /** The page that is kept and that still holds, if there is one and all is known that this takes. Nobody waits for it, so it can be asked for where nobody may. */
    CompletionStage<Optional<ReadyPage>> kept(Key key) {
        if (!isEnabled()) {
            return NONE;
        }
        var here = kept.getIfPresent(key);
        return here == null ? keptElsewhere(key) : ifHolds(here, hits);
    }

    private CompletionStage<Optional<ReadyPage>> keptElsewhere(Key key) {
        return shared.findPromptly(key).thenCompose(found -> {
            if (found.isEmpty()) {
                return NONE;
            }
            var there = entry(key, found.get());
            return ifHolds(there, sharedHits).thenApply(page -> {
                if (page.isPresent()) {
                    put(key, there);
                }
                return page;
            });
        });
    }

    private CompletionStage<Optional<ReadyPage>> ifHolds(Entry one, Counter served) {
        var page = one.kept().page();
        var watched = one.stamps();
        if (page == null || watched == null || !mayHold(one.kept())) {
            return NONE;
        }
        return watched.hold().thenApply(holds -> {
            if (holds) {
                served.increment();
            }
            return holds ? Optional.of(page) : Optional.empty();
        });
    }

    private boolean mayHold(Kept known) {
        var versions = known.versions();
        return versions != null && isYoung(known) && isAsBig(versions);
    }

    private boolean isYoung(Kept known) {
        return clock.instant().isBefore(known.until());
    }

    private boolean isAsBig(Versions versions) {
        return bigAuthors
                .known()
                .filter(look -> look.version().equals(versions.big()))
                .isPresent();
    }

    private static List<String> names(Open open, Parts parts) {
        return parts.lists().stream().map(list -> RedisLists.name(open, list)).toList();
    }

    /** The page that still holds, if there is one. */
    Found find(Key key) {
        if (!isEnabled()) {
            return Found.NOTHING;
        }
        var here = kept.getIfPresent(key);
        var known = here == null ? null : here.kept();
        var found = known == null ? Found.NOTHING : find(key, known);
        if (found.page() != null) {
            hits.increment();
            return found;
        }
        var elsewhere = shared.find(key).filter(one -> known == null || one.at().isAfter(known.at()));
        if (elsewhere.isPresent()) {
            found = find(key, elsewhere.get());
            put(key, entry(key, elsewhere.get()));
        }
        (found.page() == null ? misses : sharedHits).increment();
        return found;
    }

    private boolean isEnabled() {
        return configuration.enabled() && (configuration.pages() > 0 || configuration.sharedPages());
    }

    private Found find(Key key, Kept known) {
        var versions = versions(key.reader(), known.parts());
        if (versions.isEmpty()) {
            return Found.NOTHING;
        }
        return new Found(
                isYoung(known) && versions.get().equals(known.versions()) ? known.page() : null,
                known.parts(),
                versions.get());
    }

    private Optional<Versions> versions(ProfileId reader, Parts parts) {
        try {
            var big = bigAuthors.look().version();
            return stamps.of(reader, parts.things(), open -> names(open, parts)).map(now -> new Versions(now, big));
        } catch (ListsDownException down) {
            return Optional.empty();
        }
    }

    /** How a page that is kept stands. */
    enum Standing {
        /** It would be served. */
        HOLDS,
        /** Something that it was made from has changed; it would be made anew. */
        CHANGED,
        /** It has been kept for as long as one may be. */
        OLD,
        /** Only what it is made from is known. */
        PARTS_ONLY,
        /** Redis does not tell all that it takes to know. */
        NOT_KNOWN
    }

    /** What is kept, and how it stands. */
    record Look(Kept kept, Standing standing) {}

    /** What this process keeps of a page. */
    Optional<Look> lookHere(Key key) {
        return Optional.ofNullable(kept.getIfPresent(key)).map(here -> look(key, here.kept()));
    }

    /** What Redis keeps of a page, for all instances. */
    Optional<Look> lookElsewhere(Key key) {
        return shared.find(key).map(found -> look(key, found));
    }

    private Look look(Key key, Kept known) {
        return new Look(known, standing(key, known));
    }

    private Standing standing(Key key, Kept known) {
        var versions = known.versions();
        if (versions == null) {
            return Standing.PARTS_ONLY;
        }
        if (!isYoung(known)) {
            return Standing.OLD;
        }
        return versions(key.reader(), known.parts())
                .map(now -> now.equals(versions) ? Standing.HOLDS : Standing.CHANGED)
                .orElse(Standing.NOT_KNOWN);
    }

    /**
     * Keeps a page, if the versions of all its parts were known before it was made; else its parts.
     *
     * @param at when the making began
     */
    void keep(Key key, Found before, Parts parts, ReadyPage page, Instant at) {
        if (!isEnabled() || parts.lists().isEmpty()) {
            return;
        }
        var until = earlier(
                at.plus(configuration.pageAge(ThreadLocalRandom.current())), standings.nextEndOfMute(key.reader(), at));
        var made = parts.equals(before.parts())
                ? new Kept(parts, before.versions(), page, at, until)
                : new Kept(parts, null, null, at, until);
        put(key, entry(key, made));
        shared.keep(key, made);
    }

    private void put(Key key, Entry one) {
        if (configuration.pages() > 0) {
            kept.put(key, one);
        }
    }

    private Entry entry(Key key, Kept one) {
        var parts = one.parts();
        var versions = one.versions();
        return new Entry(
                one,
                versions == null
                        ? null
                        : stamps.watched(key.reader(), parts.things(), open -> names(open, parts), versions.stamps()));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
