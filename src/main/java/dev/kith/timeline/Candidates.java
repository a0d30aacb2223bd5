package dev.kith.timeline;

import dev.kith.cache.FeedSources;
import dev.kith.id.CommunityId;
import dev.kith.id.ProfileId;
import dev.kith.post.Posts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The posts that come into question for a reader's home timeline: from lists as far as they reach, then from the stores. They stay the same while a page is made.
 *
 * @param lists by what they are called; none when all is asked of the stores
 * @param ready what is in the lists
 */
record Candidates(ProfileId reader, FeedSources sources, Way way, Map<ListKey, Slice> lists, Slice ready, Posts posts) {

    /** How a timeline came about. */
    enum Way {
        /** From lists that were there. */
        LIST,
        /** From lists, some of which were built for it. */
        BUILT,
        /** From the stores. */
        PLAIN
    }

    /** Why a post comes into question. */
    enum Source {
        FOLLOWEE,
        /** Its author was followed when it was posted, and what was shown is kept. */
        KEPT,
        COMMUNITY
    }

    static Candidates plain(ProfileId reader, FeedSources sources, Posts posts) {
        return new Candidates(reader, sources, Way.PLAIN, Map.of(), new Slice(List.of(), Long.MAX_VALUE - 1), posts);
    }

    static Candidates of(ProfileId reader, FeedSources sources, Way way, Map<ListKey, Slice> lists, Posts posts) {
        return new Candidates(reader, sources, way, lists, Slice.merge(lists.values()), posts);
    }

    /** Up to so many of those before a post, newest first. */
    List<Long> newest(long @Nullable [] before, int most) {
        var end = before == null ? Long.MAX_VALUE : before[0];
        var newest = new ArrayList<>(ready.before(end, most));
        if (newest.size() < most && ready.floor() > 0) {
            newest.addAll(posts.newestFrom(
                    sources.ranges(sources.authors()),
                    sources.communities().toList(),
                    reader,
                    new long[] {Math.min(end, ready.floor() + 1)},
                    most - newest.size()));
        }
        return newest;
    }

    /** Whether a post belongs here at all. In the lists there may be some that don't: one's own, and those of authors who were unfollowed as they posted. */
    Optional<Source> source(long post, ProfileId author, @Nullable CommunityId community) {
        if (author.equals(reader)) {
            return Optional.empty();
        }
        if (sources.range(author.value()).filter(range -> range.has(post)).isPresent()) {
            return Optional.of(sources.followees().has(author.value()) ? Source.FOLLOWEE : Source.KEPT);
        }
        return community != null && sources.communities().has(community.value())
                ? Optional.of(Source.COMMUNITY)
                : Optional.empty();
    }
}
