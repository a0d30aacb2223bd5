package dev.kith.post;

import dev.kith.id.MediaId;
import dev.kith.id.TopicId;
import dev.kith.web.Json;
import dev.kith.web.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an author may change of a post. Absent parts are empty, never null.
 *
 * @param extra kept and given back as it is; at most 4 KB of JSON
 */
record PostContent(@Nullable String text, List<TopicId> topicIds, List<MediaId> mediaIds, Map<String, Object> extra) {

    private static final int MAX_EXTRA_BYTES = 4 * 1_024;

    static PostContent of(NewPost post) {
        return new PostContent(post.text(), orEmpty(post.topicIds()), orEmpty(post.mediaIds()), orEmpty(post.extra()));
    }

    static PostContent of(PostEdit edit) {
        return new PostContent(edit.text(), orEmpty(edit.topicIds()), orEmpty(edit.mediaIds()), orEmpty(edit.extra()));
    }

    /** Why it can't be posted, if so: it says nothing, or too much in {@code extra}. A repost says enough by what it passes on. */
    Optional<Problem> malformed(Verb verb, Json json) {
        if (json.write(extra).getBytes(StandardCharsets.UTF_8).length > MAX_EXTRA_BYTES) {
            return Optional.of(
                    Problem.malformed("body", "extra must be at most " + MAX_EXTRA_BYTES + " bytes of JSON"));
        }
        var saysSomething =
                verb == Verb.REPOST || (text != null && !text.isBlank()) || !mediaIds.isEmpty() || !extra.isEmpty();
        return saysSomething
                ? Optional.empty()
                : Optional.of(Problem.malformed("body", "must have a text, media, or something in extra"));
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list.stream().distinct().toList();
    }

    private static Map<String, Object> orEmpty(@Nullable Map<String, Object> map) {
        return map == null ? Map.of() : map;
    }
}
