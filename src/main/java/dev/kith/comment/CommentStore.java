package dev.kith.comment;

import dev.kith.count.Counts;
import dev.kith.count.Tally;
import dev.kith.id.Ids;
import dev.kith.id.ItemId;
import dev.kith.id.MediaId;
import dev.kith.media.Media;
import dev.kith.outbox.Outbox;
import dev.kith.web.Json;
import dev.kith.web.Problem;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Keeps the rows of comments together with all that has to change with them. To be called inside a transaction. */
@Singleton
final class CommentStore {

    private final CommentRepository comments;
    private final Media media;
    private final Counts counts;
    private final Outbox outbox;
    private final Json json;

    CommentStore(CommentRepository comments, Media media, Counts counts, Outbox outbox, Json json) {
        this.comments = comments;
        this.media = media;
        this.counts = counts;
        this.outbox = outbox;
        this.json = json;
    }

    /** Keeps new comments; answers by id why some could not be. */
    Map<Long, Problem> insert(List<CommentRow> rows) {
        var refused = new HashMap<Long, Problem>();
        if (rows.isEmpty()) {
            return refused;
        }
        var inserted = new HashSet<>(comments.insert(json.write(rows)));
        for (var row : rows) {
            if (!inserted.contains(row.id())) {
                refused.put(
                        row.id(), Problem.conflict("id-taken", "The id made for this time is taken. Send it again."));
            } else {
                media.attach(new ItemId(row.id()), row.author(), mediaOf(row))
                        .ifPresent(problem -> refused.put(row.id(), problem));
            }
        }
        var unfit = refused.keySet().stream().filter(inserted::contains).toArray(Long[]::new);
        if (unfit.length > 0) {
            comments.remove(unfit);
        }
        var made = rows.stream().filter(row -> !refused.containsKey(row.id())).toList();
        count(made, 1);
        outbox.changed(CommentChanges.TYPE, made.stream().map(CommentRow::id).toList());
        return refused;
    }

    /** Lets a comment say something else; what it said is kept. */
    void update(CommentRow before, CommentRow after) {
        media.replace(new ItemId(before.id()), before.author(), mediaOf(after)).ifPresent(problem -> {
            throw problem;
        });
        comments.keepRevision(before.id(), Ids.timeOf(before.id()));
        comments.update(
                after.id(),
                after.text(),
                after.mentions().toArray(Long[]::new),
                after.communities().toArray(Long[]::new),
                after.hashtags().toArray(Long[]::new),
                after.media().toArray(Long[]::new),
                Objects.requireNonNull(after.editedAt()));
        outbox.changed(CommentChanges.TYPE, List.of(after.id()));
    }

    /** Hides a comment and forgets what it said. */
    void delete(CommentRow row) {
        comments.delete(row.id());
        comments.removeRevisions(new Long[] {row.id()});
        media.release(List.of(new ItemId(row.id())));
        count(List.of(row), -1);
        outbox.changed(CommentChanges.TYPE, List.of(row.id()));
    }

    /** Forgets comments altogether, with their post. */
    void remove(Collection<Long> ids) {
        var some = ids.toArray(Long[]::new);
        comments.remove(some);
        comments.removeRevisions(some);
        media.release(ids.stream().map(ItemId::new).toList());
        counts.erase(ids);
    }

    private void count(Collection<CommentRow> rows, int change) {
        var changes = new HashMap<Long, Tally>();
        for (var row : rows) {
            var above = new ArrayList<>(List.of(row.postId()));
            if (row.parentId() != null) {
                above.add(row.parentId());
            }
            above.forEach(item -> changes.merge(item, Tally.comments(change), Tally::plus));
        }
        counts.add(changes);
    }

    private static List<MediaId> mediaOf(CommentRow row) {
        return row.media().stream().map(MediaId::new).toList();
    }
}
