package dev.kith.timeline;

import dev.kith.cache.Standings;
import dev.kith.community.Communities;
import dev.kith.id.CommunityId;
import dev.kith.id.ProfileId;
import dev.kith.post.Posts;
import dev.kith.timeline.HomeTimelines.Plan;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the lists in Redis have all that they say they have, and removes those that have not. Lists hold candidates: what they have beyond that is judged when
 * they are read, and one that was built for other follows, or is being built, is not read at all. So neither is wrong.
 */
@Singleton
public class ListCheck {

    private final RedisLists lists;
    private final RedisListKeys keys;
    private final RedisBigAuthors bigAuthors;
    private final Standings standings;
    private final Communities communities;
    private final Posts posts;
    private final TimelineConfiguration configuration;

    /**
     * Some of the lists that there are.
     *
     * @param cursor where to go on; null after the last
     */
    record Part(List<ListKey> keys, @Nullable String cursor) {}

    /**
     * The same for others.
     *
     * @param lists by their names and owners, as in {@code home 7}
     */
    public record Some(Map<String, Long> lists, @Nullable String cursor) {}

    ListCheck(
            RedisLists lists,
            RedisListKeys keys,
            RedisBigAuthors bigAuthors,
            Standings standings,
            Communities communities,
            Posts posts,
            TimelineConfiguration configuration) {
        this.lists = lists;
        this.keys = keys;
        this.bigAuthors = bigAuthors;
        this.standings = standings;
        this.communities = communities;
        this.posts = posts;
        this.configuration = configuration;
    }

    /**
     * The next of them, about so many, in no order; one may come twice.
     *
     * @param home whether those of readers are meant, or those of authors and communities
     */
    public Some next(boolean home, @Nullable String cursor, int about) {
        var part = keys.next(home ? ListKey.Kind.HOME : ListKey.Kind.SOURCE, cursor, about);
        return new Some(
                part.keys().stream().distinct().collect(Collectors.toMap(ListKey::label, ListKey::owner)),
                part.cursor());
    }

    /** In what those of these lists are wrong that are. The stores are asked last: what is posted meanwhile is no difference when looked at again. */
    public Map<String, String> wrong(Collection<String> names) {
        var wanted = names.stream().map(ListKey::of).toList();
        var found = lists.look(wanted);
        var wrong = new HashMap<String, String>();
        for (int i = 0; i < wanted.size(); i++) {
            var key = wanted.get(i);
            var lacking = key.kind() == ListKey.Kind.HOME
                    ? lackingHome(new ProfileId(key.owner()), found.get(i).found())
                    : lackingSource(key.owner(), found.get(i).found());
            if (!lacking.isEmpty()) {
                wrong.put(
                        key.label(), "lacks %d posts, the newest is %d".formatted(lacking.size(), lacking.getFirst()));
            }
        }
        return wrong;
    }

    /** Has these built anew by who reads them next. */
    public void remove(Collection<String> names) {
        keys.remove(names.stream().map(ListKey::of).toList());
    }

    private List<Long> lackingHome(ProfileId reader, RedisLists.Found found) {
        if (found.last() == null || found.isBeingBuilt()) {
            return List.of();
        }
        var sources = standings.feedSources(reader);
        var plan = Plan.of(reader, sources, bigAuthors.look());
        return found.slice(plan.fingerprint())
                .map(slice -> lacking(
                        slice,
                        posts.newestFrom(
                                sources.ranges(plan.delivered()), List.of(), reader, null, configuration.length())))
                .orElse(List.of());
    }

    private List<Long> lackingSource(long owner, RedisLists.Found found) {
        var slice = found.slice(Fingerprint.NONE);
        if (slice.isEmpty()) {
            return List.of();
        }
        var isCommunity = !communities.places(List.of(new CommunityId(owner))).isEmpty();
        var ids = List.of(owner);
        var newest = posts.newestOfEach(
                isCommunity ? List.of() : ids, isCommunity ? ids : List.of(), configuration.length());
        return lacking(slice.get(), newest.getOrDefault(owner, List.of()));
    }

    private static List<Long> lacking(Slice slice, List<Long> newest) {
        var has = new HashSet<>(slice.ids());
        return newest.stream()
                .filter(post -> post > slice.floor() && !has.contains(post))
                .toList();
    }
}
