package dev.kith.bench;

import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The statements that a service runs for what {@link Content} asks of it, in their order and transactions, with the same ids or such as it would have. */
record ContentScripts(Content content) {

    /** One row more than a page is looked for. */
    private static final int LOOKED_FOR = 21;

    /** Runs and clients have ids apart. */
    private static final long IDS_OF_A_RUN = 1L << 40;

    private static final int IDS_OF_A_TURN = 1_024;

    /** More than a run gives. */
    private static final int LIKES_OF_A_RUN = 200_000;

    Script postPage() {
        return show(anyPost(new Script()));
    }

    /** Whether the post may be seen is asked for the page and for its comments. */
    Script commentPage() {
        var script = postPage()
                .run(
                        "comment.Comment.threads",
                        Map.of("post", ":post", "before", Long.toString(Long.MAX_VALUE), "most", "" + LOOKED_FOR));
        var comments =
                newest(n -> ":number::bigint * %d + %d".formatted(Content.COMMENTS_EACH, Content.FIRST_COMMENT + n));
        script.run("comment.Comment.findAll", Map.of("ids", comments));
        return show(script)
                .run(
                        "profile.Profile.cards",
                        Map.of(
                                "ids",
                                newest(n -> "(:number::bigint + %d) %% %d + %d"
                                        .formatted(n, content.profiles(), Content.FIRST_PROFILE))))
                .run("count.Count.sums", Map.of("items", comments));
    }

    Script newPost() {
        var script = fresh().set("post", ":id")
                .set("author", "%d + random(0, %d)".formatted(Content.FIRST_PROFILE, content.profiles() - 1))
                .set("hashtag", "%d + random(0, %d)".formatted(Content.FIRST_HASHTAG, Content.HASHTAGS - 1))
                .begin()
                .run("profile.Profile.hold", Map.of("ids", "ARRAY[:author::bigint]"))
                .run("post.Post.insert", Map.of("rows", """
                        format('[{"id": %s, "version": 1, "author_id": %s, "verb": "POST", \
                        "text": "Tea at five, in the garden again, if it does not rain. #bench_7", "mentions": [], "communities": [], \
                        "hashtags": [%s], "topics": [], "media": [], "extra": {}}]', :id::bigint, :author::bigint, :hashtag::bigint)"""))
                .run(
                        "post.PostEntry.add",
                        Map.of(
                                "sources", "ARRAY[:author::bigint, :hashtag::bigint]",
                                "posts", "ARRAY[:id::bigint, :id::bigint]",
                                "authors", "ARRAY[:author::bigint, :author::bigint]"));
        return show(changed(script, "post", ":id").commit());
    }

    Script likeOfMany() {
        return like(anyPost(fresh())
                .set("fan", "%d + random(0, %d)".formatted(Content.FIRST_PROFILE, content.profiles() - 1)));
    }

    /** Of the second half of the posts. */
    Script likeOfOne() {
        return like(post(fresh().set("like", ":run * %d + (:n - 1) * :clients + :client_id".formatted(LIKES_OF_A_RUN))
                .set("fan", "%d + :like %% %d".formatted(Content.FIRST_PROFILE, content.profiles()))
                .set("number", "%1$d + (:like / %2$d) %% %1$d".formatted(Content.POSTS / 2, content.profiles()))));
    }

    private static Script like(Script script) {
        show(script)
                .begin()
                .run("profile.Profile.hold", Map.of("ids", "ARRAY[:fan::bigint]"))
                .run("reaction.Reaction.give", Map.of("rows", """
                        format('[{"id": %s, "item_id": %s, "kind": "LIKE", "profile_id": %s, "withdrawn": false}]', \
                        :id::bigint, :post::bigint, :fan::bigint)"""));
        return changed(script, "reaction", ":post")
                .run("count.Count.add", Map.of("changes", """
                        format('[{"item": %s, "likes": 1, "unlikes": 0, "stars": 0, "shares": 0, "comments": 0}]', :post::bigint)"""))
                .commit();
    }

    private static Script changed(Script script, String type, String key) {
        return script.run(
                "outbox.Outbox.add",
                Map.of(
                        "type",
                        "'%s'".formatted(type),
                        "keys",
                        "ARRAY[%s::bigint]".formatted(key),
                        "traceId",
                        "'0af7651916cd43dd8448eb211c80319c'",
                        "delay",
                        "0"));
    }

    /** Reads a post and what it is shown with. */
    private static Script show(Script script) {
        return script.run("post.Post.findAll", Map.of("ids", "ARRAY[:post::bigint]"))
                .run("profile.Profile.cards", Map.of("ids", "ARRAY[:author::bigint]"))
                .run("count.Count.sums", Map.of("items", "ARRAY[:post::bigint]"));
    }

    private Script anyPost(Script script) {
        return post(script.set("number", "random(0, %d)".formatted(Content.POSTS - 1)));
    }

    private Script post(Script script) {
        return script.set("post", Content.FIRST_POST + " + :number")
                .set("author", "%d + :number %% %d".formatted(Content.FIRST_PROFILE, content.profiles()));
    }

    private static Script fresh() {
        return new Script()
                .set("n", ":n + 1")
                .set(
                        "id",
                        "%d + :run * %d + :n * %d + :client_id"
                                .formatted(Content.freshIds(), IDS_OF_A_RUN, IDS_OF_A_TURN));
    }

    private static String newest(IntFunction<String> item) {
        return IntStream.range(0, LOOKED_FOR)
                .mapToObj(n -> item.apply(Content.COMMENTS_EACH - 1 - n))
                .collect(Collectors.joining(", ", "ARRAY[", "]"));
    }
}
