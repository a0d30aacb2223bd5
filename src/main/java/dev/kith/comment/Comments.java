package dev.kith.comment;

import dev.kith.comment.CommentDrafts.Draft.Ready;
import dev.kith.comment.CommentDrafts.Draft.Turned;
import dev.kith.id.CommentId;
import dev.kith.id.ItemId;
import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import dev.kith.media.MediaHolder;
import dev.kith.post.Posts;
import dev.kith.text.Reference;
import dev.kith.web.Pages.Seen;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Comments, for their own routes and for what hangs on them. */
@Singleton
public class Comments implements MediaHolder {

    private final CommentDrafts drafts;
    private final CommentStore store;
    private final CommentShowing showing;
    private final CommentRepository rows;
    private final Posts posts;
    private final TransactionOperations<Connection> transactions;

    /**
     * A comment that is asked for.
     *
     * @param createdAt when it was made elsewhere; null for now
     * @param hashtags that it has besides those in its text
     */
    public record Request(
            PostId post, NewComment comment, @Nullable Instant createdAt, List<String> hashtags) {

        ProfileId author() {
            return comment.authorId();
        }
    }

    /** A comment as a viewer sees it, and which version of it that is. */
    record Shown(CommentView view, int version) {}

    /**
     * What a comment says of others.
     *
     * @param answers the id of the comment that it answers; null for none
     * @param named by their handles
     */
    public record SaidComment(
            CommentId comment,
            PostId post,
            ProfileId author,
            @Nullable Long answers,
            Set<ProfileId> named) {}

    Comments(
            CommentDrafts drafts,
            CommentStore store,
            CommentShowing showing,
            CommentRepository rows,
            Posts posts,
            TransactionOperations<Connection> transactions) {
        this.drafts = drafts;
        this.store = store;
        this.showing = showing;
        this.rows = rows;
        this.posts = posts;
        this.transactions = transactions;
    }

    /**
     * Makes comments.
     *
     * @return what came of each, in the order of the requests
     */
    public List<CommentCreation> create(List<Request> requests) {
        var references = drafts.references(requests);
        return transactions.executeWrite(transaction -> create(requests, references));
    }

    private List<CommentCreation> create(List<Request> requests, List<Reference> references) {
        var judged = drafts.draft(requests, references);
        var refused = store.insert(judged.stream()
                .flatMap(draft -> draft instanceof Ready(var row) ? Stream.of(row) : Stream.empty())
                .toList());
        return judged.stream()
                .map(draft -> switch (draft) {
                    case Ready(var row) -> {
                        var problem = refused.get(row.id());
                        yield problem == null
                                ? new CommentCreation.Created(row.commentId())
                                : (CommentCreation) new CommentCreation.Refused(problem);
                    }
                    case Turned(var problem) -> new CommentCreation.Refused(problem);
                })
                .toList();
    }

    /** A comment that is not deleted, if the viewer may see it. */
    Optional<Shown> show(CommentId id, @Nullable ProfileId viewer) {
        return showing.show(List.of(id.value()), viewer).stream()
                .filter(seen -> !seen.row().deleted())
                .findFirst()
                .map(seen -> new Shown(seen.view(), seen.row().version()));
    }

    /** Those of these comments that are not deleted and that the viewer may see. */
    public Set<CommentId> shown(Collection<CommentId> wanted, @Nullable ProfileId viewer) {
        return showing.show(wanted.stream().map(CommentId::value).distinct().toList(), viewer).stream()
                .filter(seen -> !seen.row().deleted())
                .map(seen -> seen.row().commentId())
                .collect(Collectors.toSet());
    }

    /** Those of these ids that stand for comments, whoever may see them: to what and of whom they speak. */
    public List<SaidComment> said(Collection<Long> wanted) {
        return wanted.isEmpty()
                ? List.of()
                : rows.findAll(wanted.toArray(Long[]::new)).stream()
                        .filter(row -> !row.deleted())
                        .map(row -> new SaidComment(
                                row.commentId(),
                                row.post(),
                                row.author(),
                                row.answersId() == null ? row.parentId() : row.answersId(),
                                row.mentions().stream().map(ProfileId::new).collect(Collectors.toSet())))
                        .toList();
    }

    @Override
    public boolean shows(ItemId item, @Nullable ProfileId viewer) {
        return show(new CommentId(item.value()), viewer).isPresent();
    }

    boolean mayList(PostId post, @Nullable ProfileId viewer) {
        return !posts.seen(List.of(post), viewer).isEmpty();
    }

    /** The ids of a post's newest threads, or of the newest replies in one of them, of those before an id if there is one. */
    List<Long> newest(PostId post, @Nullable CommentId parent, long @Nullable [] before, int most) {
        var end = before == null ? Long.MAX_VALUE : before[0];
        if (parent == null) {
            return rows.threads(post.value(), end, most);
        }
        return isOn(post, parent) ? rows.replies(parent.value(), end, most) : List.of();
    }

    private boolean isOn(PostId post, CommentId comment) {
        return rows.findAll(new Long[] {comment.value()}).stream().anyMatch(row -> row.postId() == post.value());
    }

    List<Seen<Long, CommentView>> views(List<Long> wanted, @Nullable ProfileId viewer) {
        return showing.show(wanted, viewer).stream()
                .map(seen -> new Seen<>(seen.row().id(), seen.view()))
                .toList();
    }
}
