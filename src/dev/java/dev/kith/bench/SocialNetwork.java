package dev.kith.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A made-up network, the same for the same seed. Everybody follows some 50 others, the first ones far more often than the last, and has
 * written 10 posts. Profiles are numbered from 0.
 */
final class SocialNetwork implements Circle {
    private static final int FEWEST_FOLLOWS = 20;
    private static final int MOST_FOLLOWS = 80;
    private static final int POSTS_EACH = 10;
    private static final Instant FIRST_POST = Instant.parse("2025-01-01T00:00:00Z");
    private static final long PERIOD = Duration.ofDays(365).toMillis();
    private static final List<String> WORDS = List.of(
            "a", "about", "again", "and", "book", "city", "coffee", "day", "early", "found", "garden", "good", "idea",
            "in", "light", "little", "long", "morning", "new", "never", "of", "old", "on", "people", "quiet", "rain",
            "road", "see", "street", "the", "think", "to", "train", "walk", "window", "with", "wrote", "year");

    private final long seed;
    private final List<BitSet> followees;
    private final List<String> posts;

    private SocialNetwork(long seed, List<BitSet> followees, List<String> posts) {
        this.seed = seed;
        this.followees = followees;
        this.posts = posts;
    }

    static SocialNetwork of(long seed, int profiles) {
        var random = new SplittableRandom(seed);
        return new SocialNetwork(
                seed,
                IntStream.range(0, profiles)
                        .mapToObj(profile -> followees(profile, profiles, random))
                        .toList(),
                IntStream.range(0, profiles * POSTS_EACH)
                        .mapToObj(number -> post(number, profiles, random))
                        .toList());
    }

    @Override
    public int size() {
        return followees.size();
    }

    long followCount() {
        return followees.stream().mapToInt(BitSet::cardinality).sum();
    }

    long postCount() {
        return posts.size();
    }

    @Override
    public boolean follows(int follower, int followee) {
        return followees.get(follower).get(followee);
    }

    @Override
    public Pair anyFollow(RandomGenerator random) {
        var follower = random.nextInt(size());
        var all = followees.get(follower);
        var followee = all.nextSetBit(random.nextInt(size()));
        return new Pair(follower, followee >= 0 ? followee : all.nextSetBit(0));
    }

    static String handle(int profile) {
        return "bench_" + profile;
    }

    /** What there is in it, for people. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d profiles, %,d follows and %,d posts (seed %d)",
                size(),
                followCount(),
                postCount(),
                seed);
    }

    /** As {@code POST /v1/imports} takes it, line by line. */
    Stream<String> records() {
        return Stream.of(profileRecords(), followRecords(), posts.stream()).flatMap(lines -> lines);
    }

    private Stream<String> profileRecords() {
        return IntStream.range(0, size()).mapToObj("""
                {"kind":"profile","importId":"%1$d","userId":"%1$d","handle":"bench_%1$d","displayName":"Bench %1$d",\
                "email":"bench_%1$d@example.org","accountType":"REGULAR","description":"One of many"}"""::formatted);
    }

    private Stream<String> followRecords() {
        return IntStream.range(0, size())
                .boxed()
                .flatMap(follower ->
                        followees.get(follower).stream().mapToObj(followee -> """
                        {"kind":"follow","sourceId":{"importId":"%d"},"targetId":{"importId":"%d"}}""".formatted(follower, followee)));
    }

    /** A square favours small numbers: the first of 2,000 is followed by two in three, the last by one in a hundred. */
    private static BitSet followees(int follower, int profiles, RandomGenerator random) {
        var wanted = Math.min(random.nextInt(FEWEST_FOLLOWS, MOST_FOLLOWS + 1), profiles - 1);
        var chosen = new BitSet(profiles);
        while (chosen.cardinality() < wanted) {
            var share = random.nextDouble();
            var followee = (int) (profiles * share * share);
            if (followee != follower) {
                chosen.set(followee);
            }
        }
        return chosen;
    }

    private static String post(int number, int profiles, RandomGenerator random) {
        return """
                {"kind":"post","importId":"%d","authorId":{"importId":"%d"},"verb":"POST","text":"%s","createdAt":"%s"}""".formatted(
                number, number % profiles, text(profiles, random), FIRST_POST.plusMillis(random.nextLong(PERIOD)));
    }

    /** Some 20 words; every fourth mentions somebody, every third has a hashtag. */
    private static String text(int profiles, RandomGenerator random) {
        var words = new ArrayList<>(IntStream.range(0, random.nextInt(8, 32))
                .mapToObj(_ -> WORDS.get(random.nextInt(WORDS.size())))
                .toList());
        if (random.nextInt(4) == 0) {
            words.add("@" + handle(random.nextInt(profiles)));
        }
        if (random.nextInt(3) == 0) {
            words.add("#" + WORDS.get(random.nextInt(WORDS.size())));
        }
        return words.stream().collect(Collectors.joining(" "));
    }
}
