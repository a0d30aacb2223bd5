package dev.kith.timeline;

import dev.kith.id.Ids;
import dev.kith.id.ProfileId;
import dev.kith.post.PostView;
import dev.kith.timeline.Candidates.Way;
import dev.kith.timeline.FirstPages.Look;
import dev.kith.timeline.RedisLists.Looked;
import dev.kith.web.PageQuery;
import dev.kith.web.Pages.Seen;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows home timelines to who does not own them: what would be in the first page and why, what is left out of it and why, and all that is kept beside what it was made
 * from. The profile is not noted to read, and no list is built or kept on.
 */
@Singleton
public class TimelineInspection {

    /** How many candidates are looked at for a page. */
    static final int LOOKED_AT = 60;

    /** How many of the newest posts are compared with the lists. */
    static final int COMPARED = 200;

    private final HomeTimelines timelines;
    private final Explaining explaining;
    private final FirstPages firstPages;
    private final JsonMapper json;

    /**
     * A home timeline.
     *
     * @param entries what comes into question for the first page, newest first
     * @param fromLists whether the page would be made from lists; else from the stores
     * @param samePage whether it shows the same posts when it is made from the stores
     * @param lists that it would be read from
     * @param comparison null where lists are not read
     * @param pages what is kept of the first page
     */
    public record Inspected(
            List<Entry> entries,
            boolean fromLists,
            boolean samePage,
            List<KeptList> lists,
            @Nullable Comparison comparison,
            List<KeptPage> pages) {

        public List<Entry> shown() {
            return entries.stream().filter(entry -> entry.post() != null).toList();
        }
    }

    /**
     * A candidate.
     *
     * @param post as the profile sees it; null where it does not
     */
    public record Entry(@Nullable PostView post, Explanation why) {

        /** Whether the page says what the explanation says. Copies may be behind for a moment. */
        public boolean agrees() {
            return (post != null) == (why.decision() == Explanation.Decision.SHOW);
        }
    }

    /**
     * A list in Redis.
     *
     * @param home whether it is what is delivered to the profile; else it is one of a big author or a community
     * @param owner whose it is
     * @param ids how many candidates are in it
     * @param goesIn when it goes away unless it is read; null for never, and where there is none
     */
    public record KeptList(
            boolean home,
            long owner,
            State state,
            int ids,
            @Nullable Duration goesIn) {

        /** Whether it can be read. */
        public enum State {
            READY,
            /** It was built for other followees, and will be built anew. */
            OUTDATED,
            BEING_BUILT,
            ABSENT
        }
    }

    /**
     * How lists compare with the newest posts that the stores give.
     *
     * @param candidates how many are in the lists
     * @param downTo what is older is asked of the stores; null when the lists have all there is
     * @param compared how many of the stores' newest posts were looked for in the lists
     * @param missing those of them that are not there; they may just be on their way
     * @param surplus what is in the lists and not among the stores'; whoever reads passes it over
     */
    public record Comparison(
            int candidates, @Nullable Instant downTo, int compared, List<Long> missing, List<Long> surplus) {}

    /**
     * What is kept of the first page.
     *
     * @param inProcess whether this process keeps it; else Redis does
     * @param standing HOLDS, CHANGED, OLD, PARTS_ONLY or NOT_KNOWN
     * @param until when it will have been kept for long enough
     * @param parts of how many posts, profiles, communities and media it is made
     * @param posts the ids of those in it; none where only the parts are kept
     * @param same whether it shows what would be shown now
     */
    public record KeptPage(
            boolean inProcess, String standing, Instant at, Instant until, int parts, List<Long> posts, boolean same) {}

    TimelineInspection(HomeTimelines timelines, Explaining explaining, FirstPages firstPages, JsonMapper json) {
        this.timelines = timelines;
        this.explaining = explaining;
        this.firstPages = firstPages;
        this.json = json;
    }

    public Inspected inspect(ProfileId reader) {
        var look = timelines.look(reader);
        var entries = entries(look.candidates());
        var shown = shown(entries);
        var plain = shown(entries(look.plain()));
        return new Inspected(
                entries,
                look.candidates().way() == Way.LIST,
                shown.equals(plain),
                lists(look),
                look.candidates().way() == Way.LIST ? comparison(look) : null,
                pages(reader, shown));
    }

    /** The first page, and what is left out in between. */
    private List<Entry> entries(Candidates candidates) {
        var ids = candidates.newest(null, LOOKED_AT);
        var views =
                timelines.views(candidates, ids, thing -> {}).stream().collect(Collectors.toMap(Seen::row, Seen::view));
        var entries = new ArrayList<Entry>();
        var shown = 0;
        for (var why : explaining.explain(ids, candidates)) {
            var post = views.get(why.postId().value());
            shown += post == null ? 0 : 1;
            if (shown > PageQuery.DEFAULT) {
                break;
            }
            entries.add(new Entry(post, why));
        }
        return entries;
    }

    private static List<Long> shown(List<Entry> entries) {
        return entries.stream()
                .flatMap(entry -> Optional.ofNullable(entry.post()).stream())
                .map(post -> post.id().value())
                .toList();
    }

    private static List<KeptList> lists(HomeTimelines.Sight look) {
        return look.lists().entrySet().stream()
                .map(list ->
                        keptList(list.getKey(), list.getValue(), look.usable().contains(list.getKey())))
                .toList();
    }

    private static KeptList keptList(ListKey key, Looked looked, boolean usable) {
        var found = looked.found();
        var state = KeptList.State.OUTDATED;
        if (usable) {
            state = KeptList.State.READY;
        } else if (found.isBeingBuilt()) {
            state = KeptList.State.BEING_BUILT;
        } else if (found.last() == null) {
            state = KeptList.State.ABSENT;
        }
        return new KeptList(
                key.kind() == ListKey.Kind.HOME,
                key.owner(),
                state,
                found.ids().size(),
                looked.ttl() < 0 ? null : Duration.ofMillis(looked.ttl()));
    }

    private static Comparison comparison(HomeTimelines.Sight look) {
        var ready = look.candidates().ready();
        var stored = look.plain().newest(null, COMPARED).stream()
                .filter(post -> post > ready.floor())
                .toList();
        var end = stored.size() < COMPARED || stored.isEmpty() ? ready.floor() : stored.getLast() - 1;
        var inLists = new HashSet<>(ready.ids());
        var inStores = new HashSet<>(stored);
        return new Comparison(
                ready.ids().size(),
                ready.floor() == 0 ? null : Ids.timeOf(ready.floor()),
                stored.size(),
                stored.stream().filter(post -> !inLists.contains(post)).toList(),
                ready.ids().stream()
                        .filter(post -> post > end && !inStores.contains(post))
                        .toList());
    }

    private List<KeptPage> pages(ProfileId reader, List<Long> shown) {
        var key = new FirstPages.Key(reader, PageQuery.DEFAULT);
        return Stream.of(Map.entry(true, firstPages.lookHere(key)), Map.entry(false, firstPages.lookElsewhere(key)))
                .flatMap(one -> one.getValue().map(look -> page(one.getKey(), look, shown)).stream())
                .toList();
    }

    private KeptPage page(boolean inProcess, Look look, List<Long> shown) {
        var kept = look.kept();
        var posts = kept.page() == null ? List.<Long>of() : posts(kept.page());
        return new KeptPage(
                inProcess,
                look.standing().name(),
                kept.at(),
                kept.until(),
                kept.parts().things().size(),
                posts,
                posts.equals(shown));
    }

    private List<Long> posts(ReadyPage page) {
        try {
            var items =
                    json.readValue(page.plain(), Argument.of(JsonNode.class)).get("items");
            var posts = new ArrayList<Long>();
            if (items != null) {
                for (var item : items.values()) {
                    Optional.ofNullable(item.get("id")).ifPresent(id -> posts.add(Long.valueOf(id.getStringValue())));
                }
            }
            return posts;
        } catch (IOException otherForm) {
            return List.of();
        }
    }
}
