package dev.kith.timeline;

import dev.kith.graph.SocialGraph;
import dev.kith.graph.SocialGraph.IdPage;
import dev.kith.graph.SocialGraph.ListedIds;
import dev.kith.id.Ids;
import dev.kith.id.ProfileId;
import dev.kith.outbox.OutboxConsumer;
import dev.kith.post.Posts;
import dev.kith.post.Posts.Origin;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Delivers posts to the home timelines that are being read: to the lists of their authors and communities always, unless the author is big to those of all
 * followers, and where a post comes late, also to those who unfollowed in between and keep what there was. Delivering twice, late, or what was only edited changes nothing: lists are sorted when they are read. What is deleted falls out then, too.
 */
@Singleton
final class FanOut implements OutboxConsumer {

    private static final int PAGE = 10_000;

    private final Posts posts;
    private final SocialGraph graph;
    private final RedisLists lists;
    private final RedisBigAuthors bigAuthors;
    private final TimelineConfiguration configuration;

    FanOut(
            Posts posts,
            SocialGraph graph,
            RedisLists lists,
            RedisBigAuthors bigAuthors,
            TimelineConfiguration configuration) {
        this.posts = posts;
        this.graph = graph;
        this.lists = lists;
        this.bigAuthors = bigAuthors;
        this.configuration = configuration;
    }

    @Override
    public String type() {
        return Posts.CHANGED;
    }

    @Override
    public void changed(List<Long> keys) {
        var origins = posts.origins(keys);
        by(origins.stream(), origin -> Stream.ofNullable(origin.community()).map(ListKey::of))
                .forEach((community, some) -> lists.push(List.of(community), some));
        by(origins.stream(), origin -> Stream.of(origin.author())).forEach(this::deliver);
    }

    private void deliver(ProfileId author, List<Long> some) {
        lists.push(List.of(ListKey.of(author)), some);
        deliverToFollowers(author, some);
        push(graph.keepersNow(author, Ids.timeOf(Collections.min(some))), some);
    }

    private void deliverToFollowers(ProfileId author, List<Long> some) {
        if (bigAuthors.isMerged(author)) {
            if (graph.counts(author).followers() >= configuration.smallFollowers()) {
                return;
            }
            bigAuthors.shrink(author);
        }
        if (push(graph.followersNow(author), some) >= configuration.bigFollowers()) {
            bigAuthors.grow(author);
        }
    }

    /** Answers to how many. */
    private int push(ListedIds readers, List<Long> some) {
        var count = 0;
        long[] end = null;
        IdPage page;
        do {
            page = readers.page(end, PAGE);
            end = page.end();
            count += page.ids().size();
            lists.push(
                    page.ids().stream()
                            .map(reader -> ListKey.home(new ProfileId(reader)))
                            .toList(),
                    some);
        } while (page.ids().size() == PAGE);
        return count;
    }

    private static <K> Map<K, List<Long>> by(Stream<Origin> origins, Function<Origin, Stream<K>> keys) {
        return origins.flatMap(origin -> keys.apply(origin).map(key -> Map.entry(key, origin.post())))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }
}
