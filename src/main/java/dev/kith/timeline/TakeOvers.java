package dev.kith.timeline;

import dev.kith.graph.EdgeChange;
import dev.kith.graph.EdgeCommand.Kind;
import dev.kith.graph.EdgeConsumer;
import dev.kith.graph.FollowFloors;
import dev.kith.graph.FollowFloors.Due;
import dev.kith.graph.SocialGraph.Pair;
import dev.kith.id.Ids;
import dev.kith.id.ProfileId;
import dev.kith.post.Posts;
import dev.kith.post.Posts.Older;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/**
 * Finds out which posts from before a follow belong to the follower's home timeline: so many of the newest. Until it has, which is a moment, all of them do: a follow doesn't wait
 * for the posts. What has been found stays, whatever is deleted later.
 */
@Singleton
final class TakeOvers implements EdgeConsumer {

    private final BeanProvider<FollowFloors> floors;
    private final BeanProvider<Posts> posts;

    /** Whoever writes edges asks who wants to learn of them, and these write edges too: so they are looked up when they are needed. */
    TakeOvers(BeanProvider<FollowFloors> floors, BeanProvider<Posts> posts) {
        this.floors = floors;
        this.posts = posts;
    }

    @Override
    public Set<Kind> kinds() {
        return EnumSet.of(Kind.FOLLOW, Kind.APPROVE, Kind.ADMIT);
    }

    @Override
    public void changed(List<EdgeChange> changes) {
        var due = floors.get()
                .due(changes.stream()
                        .map(change -> new Pair(change.source(), change.target()))
                        .distinct()
                        .toList());
        if (due.isEmpty()) {
            return;
        }
        var oldest = posts.get()
                .oldestOf(due.stream().map(TakeOvers::older).distinct().toList());
        var found = new HashMap<Due, Long>();
        for (var one : due) {
            var post = oldest.get(older(one));
            if (post != null) {
                found.put(one, post);
            }
        }
        floors.get().set(due, found);
    }

    private static Older older(Due due) {
        return new Older(new ProfileId(due.ends().target()), Ids.firstAt(due.asOf()), due.limit());
    }
}
