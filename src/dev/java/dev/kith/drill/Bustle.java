package dev.kith.drill;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A few people who do, at random and all at once, whatever has to do with home timelines. Some are followed by many. */
final class Bustle {

    /** Lists are short, many authors big, and times short, so that all that happens to lists happens often; on a slow machine too Redis is asked. */
    static final Map<String, Object> SMALL_LISTS = Map.of(
            "kith.timelines.length",
            20,
            "kith.timelines.big-followers",
            6,
            "kith.timelines.small-followers",
            4,
            "kith.timelines.big-refresh",
            "200ms",
            "kith.timelines.grace",
            "400ms",
            "kith.timelines.activity",
            "8s",
            "kith.timelines.timeout",
            "30s",
            "kith.cache.timeout",
            "30s");

    /** Between what each does beyond what it should. */
    private static final Duration EASE = Duration.ofMillis(250);

    private static final int LONGEST_PAGE = 40;
    private static final int SERVER_ERROR = 500;
    private static final int MOST_COPIED = 8;

    private final List<Api> instances;
    private final List<Long> people;
    private final List<Long> communities;
    private final long seed;
    private final Map<Long, Long> posts = new ConcurrentHashMap<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private final LongAdder done = new LongAdder();

    /** What somebody may do, and how often that comes up. */
    private enum Act {
        SAY(22),
        SAY_IN(12),
        REPOST(2),
        DELETE(6),
        EDIT(5),
        FOLLOW(14),
        UNFOLLOW(7),
        BLOCK(2),
        UNBLOCK(4),
        MUTE(2),
        UNMUTE(3),
        HIDE(2),
        OPEN(2),
        APPROVE(4),
        JOIN(5),
        LEAVE(3),
        READ(12);

        private static final List<Act> DICE = new ArrayList<>();

        static {
            for (var act : values()) {
                DICE.addAll(Collections.nCopies(act.times, act));
            }
        }

        private final int times;

        Act(int times) {
            this.times = times;
        }
    }

    /**
     * @param instances that are asked, by turns
     * @param communities of which the first is led by the first of the people, and so on
     */
    Bustle(List<Api> instances, List<Long> people, List<Long> communities, long seed) {
        this.instances = instances;
        this.people = people;
        this.communities = communities;
        this.seed = seed;
    }

    /**
     * Returns when so much was done, or soon after it is interrupted.
     *
     * @param more whether to go on all the same, at an easier pace
     */
    void run(int operations, int callers, BooleanSupplier more) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < callers; caller++) {
                var dice = new Random(seed + caller);
                threads.execute(() -> {
                    try {
                        for (int i = 0; i < operations / callers; i++) {
                            act(dice);
                        }
                        while (more.getAsBoolean()) {
                            act(dice);
                            Thread.sleep(EASE);
                        }
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
        }
    }

    long done() {
        return done.sum();
    }

    /** The posts that were made and not deleted. */
    List<Long> posts() {
        return List.copyOf(posts.keySet());
    }

    /** What should never have come. */
    List<String> surprises() {
        return List.copyOf(surprises);
    }

    private void act(Random dice) throws InterruptedException {
        var api = instances.get(dice.nextInt(instances.size()));
        var me = people.get(dice.nextInt(people.size()));
        var other = people.get((int) (people.size() * Math.pow(dice.nextDouble(), 2)));
        var place = dice.nextInt(communities.size());
        var community = communities.get(place);
        var act = Act.DICE.get(dice.nextInt(Act.DICE.size()));
        try {
            switch (act) {
                case SAY -> post(api, other, "\"verb\":\"POST\",\"text\":\"hello\"");
                case SAY_IN ->
                    post(
                            api,
                            me,
                            "\"verb\":\"POST\",\"text\":\"hello\",\"target\":{\"kind\":\"COMMUNITY\",\"id\":\"%d\"}"
                                    .formatted(community));
                case REPOST -> {
                    var passedOn = one(other);
                    if (passedOn != null) {
                        post(api, me, "\"verb\":\"REPOST\",\"originalPostId\":\"%d\"".formatted(passedOn));
                    }
                }
                case DELETE -> {
                    var post = one(other);
                    if (post != null && ask(api, "DELETE", "/v1/posts/" + post, null, other) != null) {
                        posts.remove(post);
                    }
                }
                case EDIT -> {
                    var post = one(other);
                    if (post != null) {
                        ask(api, "PATCH", "/v1/posts/" + post, "{\"text\":\"hello again\"}", other);
                    }
                }
                case FOLLOW -> ask(api, "PUT", edge(me, "following", other), copying(dice), me);
                case UNFOLLOW ->
                    ask(api, "DELETE", edge(me, "following", other) + "?keepHistory=" + dice.nextBoolean(), null, me);
                case BLOCK -> ask(api, "PUT", edge(me, "blocks", other), null, me);
                case UNBLOCK -> ask(api, "DELETE", edge(me, "blocks", other), null, me);
                case MUTE -> ask(api, "PUT", edge(me, "mutes", other), null, me);
                case UNMUTE -> ask(api, "DELETE", edge(me, "mutes", other), null, me);
                case HIDE -> ask(api, "PATCH", "/v1/profiles/" + me, "{\"private\":true}", me);
                case OPEN -> ask(api, "PATCH", "/v1/profiles/" + me, "{\"private\":false}", me);
                case APPROVE -> ask(api, "POST", edge(other, "follow-requests", me) + "/approve", null, other);
                case JOIN -> ask(api, "PUT", member(community, me), null, people.get(place));
                case LEAVE -> ask(api, "DELETE", member(community, me), null, me);
                case READ -> read(api, me, 1 + dice.nextInt(LONGEST_PAGE));
            }
        } catch (IOException | RuntimeException failed) {
            surprises.add(act + " failed: " + failed);
        }
        done.increment();
    }

    private void post(Api api, long author, String fields) throws IOException, InterruptedException {
        var made = ask(api, "POST", "/v1/posts", "{\"authorId\":\"%d\",%s}".formatted(author, fields), author);
        if (made != null && made.status() == 201) {
            posts.put(Api.idIn(made.body()), author);
        }
    }

    private void read(Api api, long reader, int limit) throws IOException, InterruptedException {
        var ids = HomePage.read(api, reader, limit, null).ids();
        for (int i = 1; i < ids.size(); i++) {
            if (ids.get(i - 1) <= ids.get(i)) {
                surprises.add("out of order, or there twice, on a page of %d: %s".formatted(reader, ids));
            }
        }
    }

    /** Much is refused, and rightly so; null for what should never come. */
    private Api.@Nullable Answer ask(Api api, String method, String path, @Nullable String json, long actor)
            throws IOException, InterruptedException {
        var answer = api.send(method, path, json, actor);
        if (answer.status() < SERVER_ERROR) {
            return answer;
        }
        surprises.add("%s %s was answered with %s".formatted(method, path, answer));
        return null;
    }

    private @Nullable Long one(long author) {
        return posts.entrySet().stream()
                .filter(post -> post.getValue() == author)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** Most take over all that there is, or nearly. */
    private static @Nullable String copying(Random dice) {
        return dice.nextBoolean() ? null : "{\"activityCopyLimit\":%d}".formatted(dice.nextInt(MOST_COPIED));
    }

    private static String edge(long source, String kind, long target) {
        return "/v1/profiles/%d/%s/%d".formatted(source, kind, target);
    }

    private static String member(long community, long member) {
        return "/v1/communities/%d/members/%d".formatted(community, member);
    }
}
