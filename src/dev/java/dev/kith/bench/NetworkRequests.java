package dev.kith.bench;

import java.util.concurrent.atomic.AtomicLong;

/** Requests about a network that has been loaded. */
final class NetworkRequests {
    private final SocialNetwork network;
    private final String[] ids;
    private final AtomicLong followed = new AtomicLong();

    NetworkRequests(SocialNetwork network, String[] ids) {
        this.network = network;
        this.ids = ids;
    }

    Request.Source profiles() {
        return random -> Request.get("/v1/profiles/" + ids[random.nextInt(ids.length)]);
    }

    /** Half of them of pairs that follow, which is rare among pairs taken at random. */
    Request.Source followChecks() {
        return random -> {
            var follower = random.nextInt(ids.length);
            var other = random.nextBoolean()
                    ? network.anyFollowee(follower, random)
                    : (follower + random.nextInt(1, ids.length)) % ids.length;
            return new Request("GET", following(follower, other), network.follows(follower, other) ? 200 : 404);
        };
    }

    Request.Source homes() {
        return random -> Request.get("/v1/profiles/" + ids[random.nextInt(ids.length)] + "/timelines/home?limit=20");
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
                if (!network.follows(follower, followee)) {
                    return new Request("PUT", following(follower, followee), 200);
                }
            }
        };
    }

    private String following(int follower, int followee) {
        return "/v1/profiles/" + ids[follower] + "/following/" + ids[followee];
    }
}
