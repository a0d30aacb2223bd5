package dev.kith.comment;

import dev.kith.id.CommentId;
import dev.kith.id.MediaId;
import dev.kith.id.ProfileId;
import dev.kith.post.Posts;
import dev.kith.text.Texts;
import dev.kith.web.EntityTag;
import dev.kith.web.MergePatch;
import dev.kith.web.Problem;
import io.micronaut.http.HttpStatus;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets authors change and delete their comments, and authors of posts delete what is said to these. */
@Singleton
class CommentDesk {

    private final CommentRepository rows;
    private final CommentStore store;
    private final Comments comments;
    private final Posts posts;
    private final Texts texts;
    private final MergePatch patches;
    private final Clock clock;

    CommentDesk(
            CommentRepository rows,
            CommentStore store,
            Comments comments,
            Posts posts,
            Texts texts,
            MergePatch patches,
            Clock clock) {
        this.rows = rows;
        this.store = store;
        this.comments = comments;
        this.posts = posts;
        this.texts = texts;
        this.patches = patches;
        this.clock = clock;
    }

    /** Changes what a comment says. An edit that changes nothing is none. */
    @Transactional
    public Comments.Shown edit(CommentId id, ProfileId actor, @Nullable String ifMatch, JsonNode patch) {
        var row = held(id, actor);
        if (!row.author().equals(actor)) {
            throw notAuthor();
        }
        EntityTag.requireMatch(ifMatch, row.version());
        var edit = patches.apply(row.toEdit(), patch, CommentEdit.class);
        if (!edit.equals(row.toEdit())) {
            edit.malformed().ifPresent(problem -> {
                throw problem;
            });
            store.update(row, after(row, edit));
        }
        return comments.show(id, actor).orElseThrow(() -> notFound(id));
    }

    /** Hides a comment at once; where it was answered its place is left. */
    @Transactional
    public void delete(CommentId id, ProfileId actor, @Nullable String ifMatch) {
        var row = held(id, actor);
        var mayDelete = row.author().equals(actor)
                || posts.seen(List.of(row.post()), actor).stream()
                        .anyMatch(thread -> thread.author().equals(actor));
        if (!mayDelete) {
            throw notAuthor();
        }
        EntityTag.requireMatch(ifMatch, row.version());
        store.delete(row);
    }

    private CommentRow after(CommentRow row, CommentEdit edit) {
        var reference = texts.resolve(List.of(new Texts.Draft(row.author(), edit.text(), List.of())))
                .getFirst();
        return new CommentRow(
                row.id(),
                row.version() + 1,
                row.postId(),
                row.parentId(),
                row.answersId(),
                row.authorId(),
                edit.text(),
                reference.mentions(),
                reference.communities(),
                reference.hashtags(),
                edit.media().stream().map(MediaId::value).toList(),
                clock.instant(),
                null);
    }

    /** Holds a comment; to who may not see it, as if it was absent. */
    private CommentRow held(CommentId id, ProfileId actor) {
        if (comments.show(id, actor).isEmpty()) {
            throw notFound(id);
        }
        return rows.findForUpdate(id.value()).orElseThrow(() -> notFound(id));
    }

    private static Problem notAuthor() {
        return Problem.of(HttpStatus.FORBIDDEN, "not-author", "Only its author may change a comment.");
    }

    private static Problem notFound(CommentId id) {
        return Problem.notFound("comment", id);
    }
}
