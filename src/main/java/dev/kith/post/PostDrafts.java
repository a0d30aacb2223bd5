package dev.kith.post;

import dev.kith.id.CommunityId;
import dev.kith.id.Ids;
import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import dev.kith.profile.Profiles;
import dev.kith.text.Reference;
import dev.kith.text.Texts;
import dev.kith.web.Json;
import dev.kith.web.Problem;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Judges what is asked to be posted, and writes the rows of what may be. */
@Singleton
final class PostDrafts {

    private final Profiles profiles;
    private final Texts texts;
    private final PostTargets targets;
    private final PostTopics topics;
    private final Reposts reposts;
    private final Ids ids;
    private final Json json;

    /** One request, judged. */
    sealed interface Draft {
        record Ready(PostRow row) implements Draft {}

        record Turned(PostCreation.Refused refused) implements Draft {}
    }

    /** All that has to be known of posts before they are judged one by one. */
    private record Known(
            Set<ProfileId> authors,
            List<Reference> references,
            List<Optional<PostCreation.Refused>> misplaced,
            PostTopics.Known topics,
            Map<ProfileId, Map<PostId, Long>> originals) {

        @Nullable
        Long original(NewPost post) {
            return post.originalPostId() == null
                    ? null
                    : originals.getOrDefault(post.authorId(), Map.of()).get(post.originalPostId());
        }
    }

    PostDrafts(
            Profiles profiles,
            Texts texts,
            PostTargets targets,
            PostTopics topics,
            Reposts reposts,
            Ids ids,
            Json json) {
        this.profiles = profiles;
        this.texts = texts;
        this.targets = targets;
        this.topics = topics;
        this.reposts = reposts;
        this.ids = ids;
        this.json = json;
    }

    /** What the texts refer to. To be asked before the transaction: new hashtags are kept in one of their own, on a connection of its own. */
    List<Reference> references(List<Posts.Request> requests) {
        return texts.resolve(requests.stream()
                .map(request -> new Texts.Draft(
                        request.post().authorId(), request.post().text(), request.hashtags()))
                .toList());
    }

    /** Judges requests, in their order. Authors that are there are held until the caller's transaction ends. */
    List<Draft> draft(List<Posts.Request> requests, List<Reference> references) {
        var asked = requests.stream().map(Posts.Request::post).toList();
        var held = profiles.hold(asked.stream().map(NewPost::authorId).collect(Collectors.toSet()));
        var known = new Known(
                held, references, targets.refusals(asked), topics.find(asked, references), reposts.originals(asked));
        var drafts = new ArrayList<Draft>();
        for (int i = 0; i < requests.size(); i++) {
            var refusal = refusal(asked.get(i), i, known);
            drafts.add(
                    refusal.isPresent()
                            ? new Draft.Turned(refusal.get())
                            : new Draft.Ready(row(requests.get(i), i, known)));
        }
        return drafts;
    }

    private Optional<PostCreation.Refused> refusal(NewPost post, int i, Known known) {
        var malformed = malformed(post);
        if (malformed.isPresent()) {
            return malformed.map(PostCreation.Unfit::new);
        }
        if (!known.authors().contains(post.authorId())) {
            return Optional.of(new PostCreation.NoSuchAuthor(post.authorId()));
        }
        if (known.misplaced().get(i).isPresent()) {
            return known.misplaced().get(i);
        }
        if (post.originalPostId() != null && known.original(post) == null) {
            return Optional.of(new PostCreation.NoSuchOriginal(post.originalPostId()));
        }
        return known.topics()
                .refusal(communityOf(post), PostContent.of(post).topicIds())
                .map(PostCreation.Unfit::new);
    }

    private Optional<Problem> malformed(NewPost post) {
        if ((post.verb() == Verb.REPOST) != (post.originalPostId() != null)) {
            return Optional.of(Problem.malformed("originalPostId", "is for a REPOST, which needs it"));
        }
        return PostContent.of(post).malformed(post.verb(), json);
    }

    private PostRow row(Posts.Request request, int i, Known known) {
        var post = request.post();
        var content = PostContent.of(post);
        var reference = known.references().get(i);
        return PostRow.of(
                request.createdAt() == null ? ids.next() : ids.at(request.createdAt()),
                post,
                content,
                reference,
                known.topics().of(communityOf(post), content.topicIds(), reference),
                known.original(post));
    }

    private static @Nullable CommunityId communityOf(NewPost post) {
        var target = post.target();
        return target != null && target.kind() == Target.Kind.COMMUNITY ? target.community() : null;
    }
}
