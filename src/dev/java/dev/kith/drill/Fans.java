package dev.kith.drill;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What fans of two posts ask for: to like and star them, to take that back, and to say something. Most of it is about the first post. Each caller speaks for fans of
 * its own, so what one asked for last is known.
 */
final class Fans implements Errand.Source {
    private static final double ABOUT_THE_FIRST = 0.8;
    private static final double COMMENTS = 0.15;
    private static final double STARS = 0.3;
    private static final double TAKEN_BACK = 0.4;

    private final List<Long> fans;
    private final List<Long> posts;
    private final FanLedger ledger;
    private final List<Random> callers;

    /** @param seed decides who asks for what, and when */
    Fans(List<Long> fans, List<Long> posts, FanLedger ledger, int callers, long seed) {
        this.fans = fans;
        this.posts = posts;
        this.ledger = ledger;
        this.callers = IntStream.range(0, callers)
                .mapToObj(caller -> new Random(seed + caller))
                .toList();
    }

    @Override
    public Errand next(int caller) {
        var random = callers.get(caller);
        var own = (fans.size() - caller + callers.size() - 1) / callers.size();
        var fan = fans.get(caller + callers.size() * random.nextInt(own));
        var post = posts.get(random.nextDouble() < ABOUT_THE_FIRST ? 0 : 1);
        if (random.nextDouble() < COMMENTS) {
            return comment(fan, post);
        }
        var kind = random.nextDouble() < STARS ? Mark.Kind.STAR : Mark.Kind.LIKE;
        return mark(new Mark(kind, fan, post), random.nextDouble() >= TAKEN_BACK);
    }

    private Errand comment(long fan, long post) {
        var comment = ledger.askFor(fan, post);
        return new Errand(
                "POST",
                "/v1/posts/%d/comments".formatted(post),
                "{\"authorId\":\"%d\",\"text\":\"%s\"}".formatted(fan, comment.text()),
                201,
                body -> ledger.acknowledge(comment, Api.idIn(body)));
    }

    private Errand mark(Mark mark, boolean given) {
        ledger.askFor(mark);
        return new Errand(
                given ? "PUT" : "DELETE", mark.path(), null, given ? 200 : 204, _ -> ledger.acknowledge(mark, given));
    }
}
