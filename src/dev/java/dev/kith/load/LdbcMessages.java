package dev.kith.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads what the persons of the benchmark say: posts in forums, comments, and who likes them. What is answered goes before what answers it, level by
 * level.
 */
final class LdbcMessages {
    private static final String POST = "post";
    private static final String POST_CREATOR = "post_hasCreator_person";
    private static final String POST_FORUM = "forum_containerOf_post";
    private static final String POST_TAG = "post_hasTag_tag";
    private static final String POST_LIKE = "person_likes_post";
    private static final String COMMENT = "comment";
    private static final String COMMENT_CREATOR = "comment_hasCreator_person";
    private static final String COMMENT_POST = "comment_replyOf_post";
    private static final String COMMENT_COMMENT = "comment_replyOf_comment";
    private static final String COMMENT_TAG = "comment_hasTag_tag";
    private static final String COMMENT_LIKE = "person_likes_comment";

    static final Set<String> TAKEN = Set.of(
            POST,
            POST_CREATOR,
            POST_FORUM,
            POST_TAG,
            POST_LIKE,
            COMMENT,
            COMMENT_CREATOR,
            COMMENT_POST,
            COMMENT_COMMENT,
            COMMENT_TAG,
            COMMENT_LIKE);

    private static final int LONGEST_TAG = 100;

    private final LdbcFolder folder;
    private final Report report;
    private final Map<Long, String> tags;
    private final Consumer<Line> sink;
    private final Runnable flush;
    private final Records records = new Records();

    /** A comment that waits until what it answers is through. */
    private record Comment(Origin origin, long id, String text, Instant createdAt) {}

    /**
     * @param tags names by id
     * @param sink takes each line
     * @param flush sees all lines through that the sink took
     */
    LdbcMessages(LdbcFolder folder, Report report, Map<Long, String> tags, Consumer<Line> sink, Runnable flush) {
        this.folder = folder;
        this.report = report;
        this.tags = tags;
        this.sink = sink;
        this.flush = flush;
    }

    /** How a tag is written as a hashtag: what can't be in one is an underscore. */
    static String hashtag(String tag) {
        var written = tag.replaceAll("[^\\p{L}\\p{N}_]", "_").toLowerCase(Locale.ROOT);
        return written.substring(0, Math.min(written.length(), LONGEST_TAG));
    }

    void send() {
        posts();
        flush.run();
        comments();
        likes(POST_LIKE, "Post.id", "postId");
        likes(COMMENT_LIKE, "Comment.id", "commentId");
        flush.run();
    }

    private void posts() {
        var creators = pairs(POST_CREATOR, "Post.id", "Person.id");
        var forums = pairs(POST_FORUM, "Post.id", "Forum.id");
        var hashtags = hashtags(POST_TAG, "Post.id");
        folder.read(POST, report, row -> {
            var id = row.id("id");
            var fields = new LinkedHashMap<String, Object>();
            if (!row.get("content").isEmpty()) {
                fields.put("text", row.get("content"));
            }
            var forum = forums.get(id);
            if (forum != null) {
                fields.put("target", Map.of("kind", "COMMUNITY", "id", Records.reference("f" + forum)));
            }
            fields.put("hashtags", hashtags.getOrDefault(id, Set.of()));
            var extra = new LinkedHashMap<String, Object>();
            for (var column : List.of("imageFile", "language")) {
                if (!row.get(column).isEmpty()) {
                    extra.put(column, row.get(column));
                }
            }
            fields.put("extra", extra);
            sink.accept(records.post(
                    row.origin(), Long.toString(id), creator(creators, id, POST), fields, row.time("creationDate")));
        });
    }

    private void comments() {
        var creators = pairs(COMMENT_CREATOR, "Comment.id", "Person.id");
        var posts = pairs(COMMENT_POST, "Comment.id", "Post.id");
        var parents = new HashMap<Long, Long>();
        folder.read(COMMENT_COMMENT, report, row -> parents.put(row.id(0), row.id(1)));
        var hashtags = hashtags(COMMENT_TAG, "Comment.id");
        var levels = new ArrayList<List<Comment>>();
        folder.read(COMMENT, report, row -> {
            var id = row.id("id");
            creator(creators, id, COMMENT);
            var level = level(id, parents);
            while (levels.size() <= level) {
                levels.add(new ArrayList<>());
            }
            levels.get(level).add(new Comment(row.origin(), id, row.get("content"), row.time("creationDate")));
        });
        for (var level : levels) {
            for (var comment : level) {
                send(comment, creators, posts, parents, hashtags);
            }
            flush.run();
        }
    }

    private void send(
            Comment comment,
            Map<Long, Long> creators,
            Map<Long, Long> posts,
            Map<Long, Long> parents,
            Map<Long, Set<String>> hashtags) {
        var root = comment.id();
        while (parents.containsKey(root)) {
            root = parents.get(root);
        }
        var fields = new LinkedHashMap<String, Object>();
        fields.put("postId", Records.reference(String.valueOf(posts.get(root))));
        fields.put("text", comment.text());
        fields.put("hashtags", hashtags.getOrDefault(comment.id(), Set.of()));
        var parent = parents.get(comment.id());
        if (parent != null) {
            fields.put("parentCommentId", Records.reference(parent.toString()));
        }
        sink.accept(records.comment(
                comment.origin(),
                Long.toString(comment.id()),
                creator(creators, comment.id(), COMMENT),
                fields,
                comment.createdAt()));
    }

    /** How many comments stand between a comment and its post. */
    private static int level(long id, Map<Long, Long> parents) {
        var above = new HashSet<Long>();
        var next = parents.get(id);
        while (next != null) {
            if (!above.add(next)) {
                throw new Malformed("answers itself");
            }
            next = parents.get(next);
        }
        return above.size();
    }

    private void likes(String table, String column, String field) {
        folder.read(
                table,
                report,
                row -> sink.accept(records.like(
                        row.origin(),
                        "p" + row.id("Person.id"),
                        field,
                        Long.toString(row.id(column)),
                        row.time("creationDate"))));
    }

    private Map<Long, Long> pairs(String table, String key, String value) {
        var pairs = new HashMap<Long, Long>();
        folder.read(table, report, row -> pairs.put(row.id(key), row.id(value)));
        return pairs;
    }

    private Map<Long, Set<String>> hashtags(String table, String column) {
        var hashtags = new HashMap<Long, Set<String>>();
        folder.read(table, report, row -> {
            var name = tags.get(row.id("Tag.id"));
            if (name == null) {
                throw new Malformed("there is no tag " + row.get("Tag.id"));
            }
            hashtags.computeIfAbsent(row.id(column), id -> new LinkedHashSet<>())
                    .add(hashtag(name));
        });
        return hashtags;
    }

    private static String creator(Map<Long, Long> creators, long id, String table) {
        var creator = creators.get(id);
        if (creator == null) {
            throw new Malformed("nobody created " + table + " " + id);
        }
        return "p" + creator;
    }
}
