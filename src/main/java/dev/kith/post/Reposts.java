package dev.kith.post;

import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who passes on what: originals only, and each profile a post once. */
@Singleton
final class Reposts {

    private final PostRepository posts;
    private final PostShowing showing;

    Reposts(PostRepository posts, PostShowing showing) {
        this.posts = posts;
        this.showing = showing;
    }

    /**
     * What reposts pass on: of each that their authors see, its root. Four trips for each author who reposts.
     *
     * @return by author, and by the post that was named
     */
    Map<ProfileId, Map<PostId, Long>> originals(List<NewPost> asked) {
        var named = new HashMap<ProfileId, Set<Long>>();
        asked.stream()
                .filter(post -> post.originalPostId() != null)
                .forEach(post -> named.computeIfAbsent(post.authorId(), author -> new HashSet<>())
                        .add(post.originalPostId().value()));
        var originals = new HashMap<ProfileId, Map<PostId, Long>>();
        named.forEach((author, wanted) -> {
            var roots = new HashMap<PostId, Long>();
            for (var seen : showing.show(List.copyOf(wanted), author, false)) {
                var row = seen.row();
                var original = seen.view().original();
                if (row.verb() != Verb.REPOST) {
                    roots.put(row.postId(), row.id());
                } else if (original != null) {
                    roots.put(row.postId(), original.id().value());
                }
            }
            originals.put(author, roots);
        });
        return originals;
    }

    /** Notes who passes on what; answers the ids of the reposts that are not their authors' first of the same. */
    Set<Long> claim(Collection<PostRow> rows) {
        var reposts = new ArrayList<PostRow>();
        var ids = new HashSet<Long>();
        rows.stream().filter(row -> row.originalId() != null).forEach(row -> {
            reposts.add(row);
            ids.add(row.id());
        });
        if (!reposts.isEmpty()) {
            posts.claimReposts(
                            reposts.stream().map(PostRow::originalId).toArray(Long[]::new),
                            reposts.stream().map(PostRow::authorId).toArray(Long[]::new),
                            reposts.stream().map(PostRow::id).toArray(Long[]::new))
                    .forEach(ids::remove);
        }
        return ids;
    }

    /** Takes back what {@link #claim} noted. */
    void release(Collection<PostRow> rows) {
        var reposts = rows.stream().filter(row -> row.originalId() != null).toList();
        if (!reposts.isEmpty()) {
            posts.removeReposts(
                    reposts.stream().map(PostRow::originalId).toArray(Long[]::new),
                    reposts.stream().map(PostRow::id).toArray(Long[]::new));
        }
    }
}
