package dev.kith.snapshot;

import dev.kith.graph.EdgeChange;
import dev.kith.graph.EdgeCommand.Kind;
import dev.kith.graph.EdgeConsumer;
import dev.kith.graph.SocialGraph.Pair;
import dev.kith.id.ProfileId;
import dev.kith.profile.ErasedWithProfile;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Passes on to all instances which follows have changed. Of those that are imported nobody is told one by one: so many change then that snapshots are found to differ
 * from the graph, and are loaded anew.
 */
@Singleton
final class FollowNews implements EdgeConsumer, ErasedWithProfile {

    private final RedisFollowFeed feed;

    FollowNews(RedisFollowFeed feed) {
        this.feed = feed;
    }

    @Override
    public Set<Kind> kinds() {
        return EnumSet.of(
                Kind.FOLLOW, Kind.UNFOLLOW, Kind.REMOVE_FOLLOWER, Kind.APPROVE, Kind.ADMIT, Kind.REJECT, Kind.BLOCK);
    }

    @Override
    public void changed(List<EdgeChange> changes) {
        feed.tell(changes.stream().flatMap(FollowNews::pairs).distinct().toList());
    }

    /** A block ends what leads both ways. */
    private static Stream<Pair> pairs(EdgeChange change) {
        var there = new Pair(change.source(), change.target());
        return change.kind() == Kind.BLOCK
                ? Stream.of(there, new Pair(change.target(), change.source()))
                : Stream.of(there);
    }

    @Override
    public void erase(ProfileId deleted) {
        feed.tell(List.of(new Pair(deleted.value(), deleted.value())));
    }
}
