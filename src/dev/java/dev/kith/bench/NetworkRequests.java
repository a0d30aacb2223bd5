package dev.kith.bench;

import dev.kith.bench.Circle.Pair;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Requests about profiles that have been loaded. */
final class NetworkRequests {
    private final Circle circle;
    private final String[] ids;
    private final AtomicLong followed = new AtomicLong();

    NetworkRequests(Circle circle, String[] ids) {
        this.circle = circle;
        this.ids = ids;
    }

    Request.Source profiles() {
        return random -> Request.get("/v1/profiles/" + ids[random.nextInt(ids.length)]);
    }

    /** Half of them of pairs that follow, half of pairs that don't. */
    Request.Source followChecks() {
        return random -> random.nextBoolean()
                ? new Request("GET", following(circle.anyFollow(random)), 200)
                : new Request("GET", following(strangers(random)), 404);
    }

    private Pair strangers(RandomGenerator random) {
        while (true) {
            var follower = random.nextInt(ids.length);
            var other = (follower + random.nextInt(1, ids.length)) % ids.length;
            if (!circle.follows(follower, other)) {
                return new Pair(follower, other);
            }
        }
    }

    /** How one stands to so many others. */
    Request.Source lookups(int others) {
        return random -> {
            var source = random.nextInt(ids.length);
            var first = random.nextInt(1, ids.length);
            var targets = IntStream.range(0, others)
                    .mapToObj(i -> ids[(source + 1 + (first + i) % (ids.length - 1)) % ids.length])
                    .collect(Collectors.joining("\",\"", "[\"", "\"]"));
            return Request.post(
                    "/v1/relationships/lookup",
                    "{\"sourceIds\":[\"%s\"],\"targetIds\":%s}".formatted(ids[source], targets));
        };
    }

    Request.Source homes() {
        return homes(ids.length);
    }

    /** Of so many of the profiles. */
    Request.Source homes(int readers) {
        return random -> home(ids[random.nextInt(readers)]);
    }

    /** Of one after the other, and again from the first. */
    static Request.Source homesInTurn(List<String> readers) {
        var turn = new AtomicLong();
        return _ -> home(readers.get((int) (turn.getAndIncrement() % readers.size())));
    }

    int size() {
        return ids.length;
    }

    static Request home(String reader) {
        return Request.get("/v1/profiles/" + reader + "/timelines/home?limit=20");
    }

    /** The first so many of the profiles. */
    List<String> ids(int most) {
        return List.of(ids).subList(0, Math.min(most, ids.length));
    }

    /** Every pair at most once, and none that follows already. Those that come close after one another share no profile. */
    Request.Source newFollows() {
        return _ -> {
            while (true) {
                var number = followed.getAndIncrement();
                var lap = number / ids.length;
                if (lap >= ids.length - 1) {
                    throw new BenchFailure("Everybody follows everybody: ask for more profiles or less time");
                }
                var follower = (int) (number % ids.length);
                var distance = 1 + (ids.length / 2 + (int) lap) % (ids.length - 1);
                var followee = (follower + distance) % ids.length;
                if (!circle.follows(follower, followee)) {
                    return new Request("PUT", following(new Pair(follower, followee)), 200);
                }
            }
        };
    }

    private String following(Pair pair) {
        return "/v1/profiles/" + ids[pair.follower()] + "/following/" + ids[pair.followee()];
    }
}
