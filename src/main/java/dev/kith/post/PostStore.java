package dev.kith.post;

import dev.kith.count.Counts;
import dev.kith.count.Tally;
import dev.kith.id.Ids;
import dev.kith.id.ItemId;
import dev.kith.id.MediaId;
import dev.kith.id.PostId;
import dev.kith.media.Media;
import dev.kith.outbox.Outbox;
import dev.kith.web.Json;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Keeps the rows of posts together with all that has to change with them. To be called inside a transaction. */
@Singleton
final class PostStore {

    private final PostRepository posts;
    private final PostEntryRepository entries;
    private final PostPartitions partitions;
    private final Reposts reposts;
    private final Media media;
    private final Counts counts;
    private final Outbox outbox;
    private final Json json;

    PostStore(
            PostRepository posts,
            PostEntryRepository entries,
            PostPartitions partitions,
            Reposts reposts,
            Media media,
            Counts counts,
            Outbox outbox,
            Json json) {
        this.posts = posts;
        this.entries = entries;
        this.partitions = partitions;
        this.reposts = reposts;
        this.media = media;
        this.counts = counts;
        this.outbox = outbox;
        this.json = json;
    }

    /** Keeps new posts; answers by id why some could not be. */
    Map<Long, PostCreation.Refused> insert(Collection<PostRow> drafts) {
        var refused = new HashMap<Long, PostCreation.Refused>();
        var rows = new ArrayList<>(drafts);
        var repeated = reposts.claim(rows);
        rows.stream()
                .filter(row -> row.originalId() != null && repeated.contains(row.id()))
                .forEach(row -> refused.put(row.id(), new PostCreation.AlreadyReposted(new PostId(row.originalId()))));
        rows.removeIf(row -> repeated.contains(row.id()));
        var inserted = new HashSet<>(insertRows(rows));
        var taken = rows.stream().filter(row -> !inserted.contains(row.id())).toList();
        taken.forEach(row -> refused.put(row.id(), new PostCreation.IdTaken()));
        var unfit = rows.stream()
                .filter(row -> inserted.contains(row.id()) && !attach(row, refused))
                .toList();
        if (!unfit.isEmpty()) {
            posts.delete(ids(unfit));
        }
        reposts.release(taken);
        reposts.release(unfit);
        rows.removeIf(row -> refused.containsKey(row.id()));
        list(rows);
        share(rows, 1);
        outbox.changed(PostChanges.TYPE, rows.stream().map(PostRow::id).toList());
        return refused;
    }

    /** Lets a post say something else; what it said is kept. */
    void update(PostRow before, PostRow after) {
        posts.keepRevision(before.id(), Ids.timeOf(before.id()));
        posts.update(
                after.id(),
                after.text(),
                longs(after.mentions()),
                longs(after.communities()),
                longs(after.hashtags()),
                longs(after.topics()),
                longs(after.media()),
                json.write(after.extra()),
                Objects.requireNonNull(after.editedAt()));
        unlist(before, after.sources());
        list(List.of(after));
        outbox.changed(PostChanges.TYPE, List.of(after.id()));
    }

    /** Hides posts, takes them off all lists, and forgets what they said. */
    void delete(Collection<PostRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        posts.delete(ids(rows));
        posts.removeRevisions(ids(rows));
        rows.forEach(row -> unlist(row, Set.of()));
        reposts.release(rows);
        media.release(rows.stream().map(row -> new ItemId(row.id())).toList());
        share(rows, -1);
        outbox.changed(PostChanges.TYPE, rows.stream().map(PostRow::id).toList());
    }

    private List<Long> insertRows(Collection<PostRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        partitions.cover(rows.stream().map(PostRow::id).toList());
        return posts.insert(json.write(rows));
    }

    private boolean attach(PostRow row, Map<Long, PostCreation.Refused> refused) {
        var problem = media.attach(
                new ItemId(row.id()),
                row.author(),
                row.media().stream().map(MediaId::new).toList());
        problem.ifPresent(refusal -> refused.put(row.id(), new PostCreation.Unfit(refusal)));
        return problem.isEmpty();
    }

    private void list(Collection<PostRow> rows) {
        var sources = new ArrayList<Long>();
        var ids = new ArrayList<Long>();
        var authors = new ArrayList<Long>();
        for (var row : rows) {
            for (var source : row.sources()) {
                sources.add(source);
                ids.add(row.id());
                authors.add(row.authorId());
            }
        }
        if (!ids.isEmpty()) {
            entries.add(longs(sources), longs(ids), longs(authors));
        }
    }

    private void unlist(PostRow row, Set<Long> but) {
        var sources =
                row.sources().stream().filter(source -> !but.contains(source)).toList();
        if (!sources.isEmpty()) {
            entries.remove(
                    longs(sources),
                    longs(sources.stream().map(source -> row.id()).toList()));
        }
    }

    private void share(Collection<PostRow> rows, int change) {
        var shares = new HashMap<Long, Tally>();
        rows.stream()
                .filter(row -> row.originalId() != null)
                .forEach(row -> shares.merge(row.originalId(), Tally.shares(change), Tally::plus));
        counts.add(shares);
    }

    private static Long[] ids(Collection<PostRow> rows) {
        return rows.stream().map(PostRow::id).toArray(Long[]::new);
    }

    private static Long[] longs(Collection<Long> some) {
        return some.toArray(Long[]::new);
    }
}
