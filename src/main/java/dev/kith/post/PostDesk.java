package dev.kith.post;

import dev.kith.id.ItemId;
import dev.kith.id.MediaId;
import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import dev.kith.media.Media;
import dev.kith.text.Texts;
import dev.kith.web.EntityTag;
import dev.kith.web.Json;
import dev.kith.web.MergePatch;
import dev.kith.web.Problem;
import io.micronaut.http.HttpStatus;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets authors change and delete their posts. */
@Singleton
class PostDesk {

    private final PostRepository posts;
    private final PostStore store;
    private final Posts shown;
    private final PostTopics topics;
    private final Texts texts;
    private final Media media;
    private final MergePatch patches;
    private final Json json;
    private final Clock clock;

    PostDesk(
            PostRepository posts,
            PostStore store,
            Posts shown,
            PostTopics topics,
            Texts texts,
            Media media,
            MergePatch patches,
            Json json,
            Clock clock) {
        this.posts = posts;
        this.store = store;
        this.shown = shown;
        this.topics = topics;
        this.texts = texts;
        this.media = media;
        this.patches = patches;
        this.json = json;
        this.clock = clock;
    }

    /** Changes what a post says. An edit that changes nothing is none. */
    @Transactional
    public Posts.Shown edit(PostId id, ProfileId actor, @Nullable String ifMatch, JsonNode patch) {
        var row = own(id, actor, ifMatch);
        var edit = patches.apply(row.toEdit(), patch, PostEdit.class);
        if (!edit.equals(row.toEdit())) {
            var content = PostContent.of(edit);
            content.malformed(row.verb(), json).ifPresent(problem -> {
                throw problem;
            });
            save(row, content);
        }
        return shown.show(id, actor).orElseThrow(() -> Problem.notFound("post", id));
    }

    /** Hides a post at once, and soon after all that hangs on it is gone. */
    @Transactional
    public void delete(PostId id, ProfileId actor, @Nullable String ifMatch) {
        store.delete(List.of(own(id, actor, ifMatch)));
    }

    private void save(PostRow row, PostContent content) {
        var community = row.community().orElse(null);
        var reference = texts.resolve(List.of(new Texts.Draft(row.author(), content.text(), List.of())))
                .getFirst();
        var known = topics.find(community, content.topicIds(), reference);
        known.refusal(community, content.topicIds()).ifPresent(problem -> {
            throw problem;
        });
        var after = row.saying(content, reference, known.of(community, content.topicIds(), reference), clock.instant());
        replaceMedia(row, after);
        store.update(row, after);
    }

    private void replaceMedia(PostRow before, PostRow after) {
        var item = new ItemId(before.id());
        media.replace(
                        item,
                        before.author(),
                        after.media().stream().map(MediaId::new).toList())
                .ifPresent(problem -> {
                    throw problem;
                });
    }

    /** The author's own post, held; to who may not see it, as if it was absent. */
    private PostRow own(PostId id, ProfileId actor, @Nullable String ifMatch) {
        if (shown.show(id, actor).isEmpty()) {
            throw Problem.notFound("post", id);
        }
        var row = posts.findForUpdate(id.value()).orElseThrow(() -> Problem.notFound("post", id));
        if (!row.author().equals(actor)) {
            throw Problem.of(HttpStatus.FORBIDDEN, "not-author", "Only its author may change a post.");
        }
        EntityTag.requireMatch(ifMatch, row.version());
        return row;
    }
}
