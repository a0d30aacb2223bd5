package dev.kith.drill;

import dev.kith.dev.EmbeddedStack;
import dev.kith.drill.Ask.Kind;
import dev.kith.load.EdgesImport;
import dev.kith.load.FollowLine;
import dev.kith.load.NumberedProfiles;
import dev.kith.load.Report;
import dev.kith.load.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The follows of a file by the batch, and all that may stand in their way. */
final class BatchScene {
    private static final int RETRIES = 8;
    private static final int MOST_FOLLOWS = 5_000;
    private static final int ABSENT = 40;
    private static final int CLOSED = 100;
    private static final int BLOCKS = 400;
    private static final double ALREADY = 0.02;
    private static final double TWICE = 0.01;

    /** None has an id like these. */
    private static final long FIRST_ABSENT = 1_000_000;

    private final Random random;
    private final List<Ask> unused;
    private Planted planted;

    /**
     * A batch that is about to begin.
     *
     * @param lines as they are sent, some of them twice
     * @param expected what must come of each pair
     */
    record Sent(List<Ask> lines, Map<Ask, String> expected) {
        String csv() {
            return lines.stream()
                    .map(line -> line.source() + "," + line.target())
                    .collect(Collectors.joining("\n", "sourceId,targetId\n", "\n"));
        }
    }

    private BatchScene(Random random, List<Ask> unused, Planted planted) {
        this.random = random;
        this.unused = unused;
        this.planted = planted;
    }

    /**
     * Makes the profiles of a network, and plants what a batch meets with among its first pairs.
     *
     * @param pairs that the first batch has
     */
    static BatchScene make(URI service, EmbeddedStack stack, Path edges, int pairs, long seed)
            throws IOException, InterruptedException {
        var random = new Random(seed);
        var network = FollowLine.all(edges).stream()
                .filter(line -> line.source() != line.target())
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
        if (network.size() < 2 * pairs) {
            throw new IOException("there are no more than %d follows in %s".formatted(network.size(), edges));
        }
        Collections.shuffle(network, random);
        var ids = profiles(service, stack, network, random);
        var follows = network.stream()
                .map(line -> new Ask(Kind.FOLLOWS, id(ids, line.source()), id(ids, line.target())))
                .collect(Collectors.toCollection(ArrayList::new));
        try (var api = new Api(service)) {
            return new BatchScene(random, follows, plant(api, follows.subList(0, pairs), ids.values(), random));
        }
    }

    private static long id(Map<Long, Long> ids, long number) {
        return Objects.requireNonNull(ids.get(number));
    }

    /** The ids by the numbers of the file; some of them are nobody's. */
    private static Map<Long, Long> profiles(URI service, EmbeddedStack stack, List<FollowLine> network, Random random)
            throws IOException {
        var numbers = new TreeSet<Long>();
        network.forEach(line -> Collections.addAll(numbers, line.source(), line.target()));
        var ids = new LinkedHashMap<Long, Long>();
        for (var absent : some(numbers, ABSENT, random)) {
            numbers.remove(absent);
            ids.put(absent, FIRST_ABSENT + absent);
        }
        try (var report =
                        new Report(new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()), false);
                var target = new Target(service, RETRIES, report)) {
            NumberedProfiles.load(numbers, target);
        }
        try (var stored = new StoredContent(stack)) {
            var handles = stored.profiles();
            numbers.forEach(number -> ids.put(number, Objects.requireNonNull(handles.get(EdgesImport.handle(number)))));
            return ids;
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }

    private static Planted plant(Api api, List<Ask> pairs, Collection<Long> ids, Random random)
            throws IOException, InterruptedException {
        var absent =
                ids.stream().filter(id -> id < 2 * FIRST_ABSENT).collect(Collectors.toCollection(LinkedHashSet::new));
        var present = ids.stream().filter(id -> !absent.contains(id)).toList();
        for (var deleted : some(present, ABSENT, random)) {
            expect(204, api.send("DELETE", "/v1/profiles/" + deleted, null, deleted));
            absent.add(deleted);
        }
        var alive = present.stream().filter(id -> !absent.contains(id)).toList();
        var closed = some(alive, CLOSED, random);
        for (var one : closed) {
            expect(200, api.send("PATCH", "/v1/profiles/" + one, "{\"private\":true}", one));
        }
        var full = mostAsked(pairs, absent);
        var planted = new Planted(absent, closed, full, new LinkedHashSet<>());
        var free = pairs.stream()
                .filter(pair -> pair.source() != full
                        && pair.target() != full
                        && !planted.outcome(pair).equals("notFound"))
                .toList();
        block(api, some(free, BLOCKS, random), planted);
        var already = new ArrayList<>(some(
                free.stream()
                        .filter(pair -> !List.of("blocked", "notFound").contains(planted.outcome(pair)))
                        .toList(),
                (int) (ALREADY * pairs.size()),
                random));
        already.addAll(fill(full, pairs, alive, closed, random));
        api.importAll(already.stream()
                .map(follow -> """
                        {"kind":"follow","sourceId":"%d","targetId":"%d"}""".formatted(follow.source(), follow.target()))
                .toList());
        planted.edges().addAll(already);
        return planted;
    }

    /** Whoever has most pairs, so that many meet with the limit. */
    private static long mostAsked(List<Ask> pairs, Set<Long> absent) {
        return pairs.stream()
                .filter(pair -> !absent.contains(pair.source()))
                .collect(Collectors.groupingBy(Ask::source, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    /** Half of them the way of the pair, and half of them against it. */
    private static void block(Api api, Set<Ask> pairs, Planted planted) throws IOException, InterruptedException {
        var against = false;
        for (var pair : pairs) {
            var block = (against ? pair.reversed() : pair).of(Kind.BLOCKS);
            expect(200, api.send("PUT", block.path(), null, block.source()));
            planted.edges().add(block);
            against = !against;
        }
    }

    /** As many follows as one may have, none of them in the batch. */
    private static List<Ask> fill(long full, List<Ask> pairs, List<Long> alive, Set<Long> closed, Random random) {
        var asked = pairs.stream()
                .filter(pair -> pair.source() == full)
                .map(Ask::target)
                .collect(Collectors.toSet());
        var others = alive.stream()
                .filter(id -> id != full && !asked.contains(id) && !closed.contains(id))
                .toList();
        return some(others, MOST_FOLLOWS, random).stream()
                .map(target -> new Ask(Kind.FOLLOWS, full, target))
                .toList();
    }

    private static void expect(int status, Api.Answer answer) throws IOException {
        if (answer.status() != status) {
            throw new IOException("the scene could not be set: " + answer);
        }
    }

    private static <T> Set<T> some(Collection<T> all, int wanted, Random random) {
        var shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return new LinkedHashSet<>(shuffled.subList(0, Math.min(wanted, shuffled.size())));
    }

    /** The next pairs of the file as a batch, with a few that have been done before. From now on they count as done. */
    Sent next(int pairs) {
        var fresh = unused.subList(0, pairs);
        var lines = new ArrayList<>(fresh);
        lines.addAll(some(
                planted.edges().stream()
                        .filter(edge -> edge.kind() == Kind.FOLLOWS)
                        .toList(),
                BLOCKS,
                random));
        var expected = new LinkedHashMap<Ask, String>();
        lines.forEach(pair -> expected.put(pair, planted.outcome(pair)));
        lines.addAll(some(fresh, (int) (TWICE * pairs), random));
        Collections.shuffle(lines, random);
        fresh.clear();
        var edges = new LinkedHashSet<>(planted.edges());
        expected.forEach((pair, outcome) -> {
            if (outcome.equals("created") || outcome.equals("requested")) {
                edges.add(pair);
            }
        });
        planted = new Planted(planted.absent(), planted.closed(), planted.full(), edges);
        return new Sent(lines, expected);
    }

    /** How things must stand once all that was sent is done. */
    Planted planted() {
        return planted;
    }
}
