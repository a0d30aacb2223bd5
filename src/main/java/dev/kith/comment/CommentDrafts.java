package dev.kith.comment;

import dev.kith.id.CommentId;
import dev.kith.id.Ids;
import dev.kith.id.MediaId;
import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import dev.kith.post.Posts;
import dev.kith.profile.Profiles;
import dev.kith.text.Reference;
import dev.kith.text.Texts;
import dev.kith.web.Problem;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges what is asked to be said to posts, and writes the rows of what may be. */
@Singleton
final class CommentDrafts {

    private final Profiles profiles;
    private final Posts posts;
    private final CommentShowing showing;
    private final Texts texts;
    private final Ids ids;

    /** One request, judged. */
    sealed interface Draft {
        record Ready(CommentRow row) implements Draft {}

        record Turned(Problem problem) implements Draft {}
    }

    /**
     * All that has to be known of comments before they are judged one by one.
     *
     * @param posts by author, those that they see
     * @param parents by author, the comments that they see
     */
    private record Known(
            Set<ProfileId> authors,
            List<Reference> references,
            Map<ProfileId, Set<PostId>> posts,
            Map<ProfileId, Map<CommentId, CommentRow>> parents) {}

    CommentDrafts(Profiles profiles, Posts posts, CommentShowing showing, Texts texts, Ids ids) {
        this.profiles = profiles;
        this.posts = posts;
        this.showing = showing;
        this.texts = texts;
        this.ids = ids;
    }

    /** What the texts refer to. To be asked before the transaction: new hashtags are kept in one of their own, on a connection of its own. */
    List<Reference> references(List<Comments.Request> requests) {
        return texts.resolve(requests.stream()
                .map(request ->
                        new Texts.Draft(request.author(), request.comment().text(), request.hashtags()))
                .toList());
    }

    /** Judges requests, in their order. Authors that are there are held until the caller's transaction ends. */
    List<Draft> draft(List<Comments.Request> requests, List<Reference> references) {
        var known = known(requests, references);
        var drafts = new ArrayList<Draft>();
        for (int i = 0; i < requests.size(); i++) {
            var refusal = refusal(requests.get(i), known);
            drafts.add(
                    refusal.isPresent()
                            ? new Draft.Turned(refusal.get())
                            : new Draft.Ready(
                                    row(requests.get(i), known.references().get(i), known)));
        }
        return drafts;
    }

    private Known known(List<Comments.Request> requests, List<Reference> references) {
        var authors = requests.stream().map(Comments.Request::author).collect(Collectors.toSet());
        var held = profiles.hold(authors);
        var wanted = new HashMap<ProfileId, Set<PostId>>();
        var answered = new HashMap<ProfileId, Set<Long>>();
        for (var request : requests) {
            wanted.computeIfAbsent(request.author(), author -> new HashSet<>()).add(request.post());
            var parent = request.comment().parentCommentId();
            if (parent != null) {
                answered.computeIfAbsent(request.author(), author -> new HashSet<>())
                        .add(parent.value());
            }
        }
        var seen = new HashMap<ProfileId, Set<PostId>>();
        wanted.forEach((author, some) -> seen.put(
                author,
                posts.seen(some, author).stream().map(Posts.SeenPost::post).collect(Collectors.toSet())));
        var parents = new HashMap<ProfileId, Map<CommentId, CommentRow>>();
        answered.forEach((author, some) -> parents.put(
                author,
                showing.show(List.copyOf(some), author).stream()
                        .map(comment -> comment.row())
                        .filter(row -> !row.deleted())
                        .collect(Collectors.toMap(CommentRow::commentId, row -> row))));
        return new Known(held, references, seen, parents);
    }

    private static Optional<Problem> refusal(Comments.Request request, Known known) {
        var comment = request.comment();
        var malformed = comment.content().malformed();
        if (malformed.isPresent()) {
            return malformed;
        }
        if (!known.authors().contains(request.author())) {
            return Optional.of(Problem.notFound("profile", request.author()));
        }
        if (!known.posts().getOrDefault(request.author(), Set.of()).contains(request.post())) {
            return Optional.of(Problem.notFound("post", request.post()));
        }
        var parent = comment.parentCommentId();
        if (parent != null) {
            var row = known.parents().getOrDefault(request.author(), Map.of()).get(parent);
            if (row == null || !row.post().equals(request.post())) {
                return Optional.of(Problem.notFound("comment", parent));
            }
        }
        return Optional.empty();
    }

    private CommentRow row(Comments.Request request, Reference reference, Known known) {
        var comment = request.comment();
        var parent = comment.parentCommentId();
        var answered = parent == null
                ? null
                : known.parents().getOrDefault(request.author(), Map.of()).get(parent);
        return new CommentRow(
                request.createdAt() == null ? ids.next() : ids.at(request.createdAt()),
                1,
                request.post().value(),
                answered == null ? null : answered.root(),
                answered == null ? null : answered.id(),
                request.author().value(),
                comment.text(),
                reference.mentions(),
                reference.communities(),
                reference.hashtags(),
                comment.content().media().stream().map(MediaId::value).toList(),
                null,
                null);
    }
}
