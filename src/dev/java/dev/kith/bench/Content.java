package dev.kith.bench;

import dev.kith.id.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Profiles, numbered from 0, posts that they wrote by turns, and comments on each post, by the author first and then by those after. What is
 * asked of a service about them; {@link ContentScripts} asks the same of Postgres.
 */
record Content(int profiles) {
    static final int POSTS = 5_000;
    static final int HASHTAGS = 100;

    /** More than a page. */
    static final int COMMENTS_EACH = 30;

    static final long FIRST_PROFILE = Ids.firstAt(Instant.parse("2026-01-01T00:00:00Z"));
    static final long FIRST_HASHTAG = Ids.firstAt(Instant.parse("2026-01-02T00:00:00Z"));
    static final long FIRST_POST = Ids.firstAt(Instant.parse("2026-01-15T00:00:00Z"));
    static final long FIRST_COMMENT = Ids.firstAt(Instant.parse("2026-01-16T00:00:00Z"));

    /** Where what pgbench adds has its ids: no service makes such ids any more. */
    static long freshIds() {
        return Ids.firstAt(Instant.now().minus(Duration.ofDays(1)));
    }

    String fillIn(String script) {
        return script.replace("{profiles}", Integer.toString(profiles))
                .replace("{posts}", Integer.toString(POSTS))
                .replace("{comments}", Integer.toString(COMMENTS_EACH))
                .replace("{hashtags}", Integer.toString(HASHTAGS))
                .replace("{profile}", Long.toString(FIRST_PROFILE))
                .replace("{post}", Long.toString(FIRST_POST))
                .replace("{comment}", Long.toString(FIRST_COMMENT))
                .replace("{hashtag}", Long.toString(FIRST_HASHTAG));
    }

    /** What there is of it, for people. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%,d profiles and %,d posts with %d comments each", profiles, POSTS, COMMENTS_EACH);
    }

    static Request.Source postPages() {
        return random -> Request.get("/v1/posts/" + post(random.nextInt(POSTS)));
    }

    static Request.Source commentPages() {
        return random -> Request.get("/v1/posts/" + post(random.nextInt(POSTS)) + "/comments");
    }

    Request.Source newPosts() {
        return random -> new Request(
                "POST",
                "/v1/posts",
                "{\"authorId\":\"%d\",\"verb\":\"POST\",\"text\":\"Tea at five, in the garden again, if it does not rain. #bench_%d\"}"
                        .formatted(profile(random.nextInt(profiles)), random.nextInt(HASHTAGS)),
                201);
    }

    Request.Source likesOfMany() {
        return random -> like(random.nextInt(POSTS), random.nextInt(profiles));
    }

    /** All like the same post; when everybody has done so, the next. Of the first half of the posts. */
    Request.Source likesOfOne() {
        var likes = new AtomicLong();
        return _ -> {
            var number = likes.getAndIncrement();
            if (number / profiles >= POSTS / 2) {
                throw new BenchFailure("Everybody likes everything: ask for more profiles or less time");
            }
            return like(number / profiles, number % profiles);
        };
    }

    private static Request like(long post, long profile) {
        return new Request("PUT", "/v1/posts/" + post(post) + "/reactions/like/" + profile(profile), 200);
    }

    private static long post(long number) {
        return FIRST_POST + number;
    }

    private static long profile(long number) {
        return FIRST_PROFILE + number;
    }
}
