package dev.kith.graph;

import dev.kith.graph.EdgeCommand.Kind;
import dev.kith.id.Ids;
import dev.kith.web.TraceFilter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;

/**
 * Changes edges. A transaction locks the profiles it touches in the order of their ids before it looks, so that what it decides on can't change
 * under it and no two can wait for each other. What it changed it notes in the same transaction, with a version higher than any of these
 * profiles had.
 */
@Singleton
public class EdgeWriter {

    private static final Cypher<Long> LOCK_COMMUNITIES =
            Cypher.load("graph/lock_communities.cypher", row -> row.get("id").asLong());
    private static final Cypher<Long> RECORD =
            Cypher.load("graph/record_changes.cypher", row -> row.get("touched").asLong());
    private static final Map<Kind, Cypher<Record>> STATEMENTS = statements();

    private final Graph graph;
    private final FollowLimits limits;
    private final List<EdgeListener> listeners;
    private final GraphOutbox outbox;
    private final Ids ids;
    private final Clock clock;
    private final Coalescer<Asked, EdgeResult> coalescer;
    private final DistributionSummary batches;

    /** A command, and the trace that it belongs to. */
    private record Asked(EdgeCommand command, @Nullable String trace) {}

    /**
     * What a transaction came to.
     *
     * @param note id of the note of it in the outbox, if it changed anything
     */
    private record Done(List<EdgeResult> results, Map<Long, Long> versions, long note) {}

    /** Carries out commands in a transaction of the caller's. */
    @FunctionalInterface
    interface Commands {

        /**
         * Answers what came of each.
         *
         * @param check is told which of their ends have no node or are deleted, once all are locked; what it throws breaks off, and nothing is done
         */
        List<EdgeResult> run(List<EdgeCommand> commands, Consumer<Set<Long>> check);
    }

    EdgeWriter(
            Graph graph,
            FollowLimits limits,
            WriteLimits writeLimits,
            List<EdgeListener> listeners,
            GraphOutbox outbox,
            Ids ids,
            Clock clock,
            MeterRegistry meters) {
        this.graph = graph;
        this.limits = limits;
        this.listeners = listeners;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.coalescer = new Coalescer<>("edges", writeLimits, this::runAll);
        this.batches = DistributionSummary.builder("kith.edges.batch")
                .description("How many commands shared a transaction")
                .register(meters);
        Gauge.builder("kith.edges.waiting", coalescer, Coalescer::waiting)
                .description("How many commands wait for a transaction")
                .register(meters);
    }

    @PreDestroy
    void close() {
        coalescer.close();
    }

    /**
     * Carries out one command, in a transaction that it may share with others who ask at the same time.
     *
     * @throws dev.kith.web.Overloaded when too many wait already
     * @throws dev.kith.web.StoreDownException when the graph does not answer; then it may or may not have been done, and can be asked again
     */
    public EdgeResult write(EdgeCommand command) {
        return coalescer.ask(new Asked(command, TraceFilter.current()));
    }

    /**
     * Carries out many commands in one transaction of their own, those of a kind in their order.
     *
     * @return what came of each, in the order of the commands
     */
    public List<EdgeResult> writeAll(List<EdgeCommand> commands) {
        var trace = TraceFilter.current();
        return commands.isEmpty()
                ? List.of()
                : runAll(commands.stream()
                        .map(command -> new Asked(command, trace))
                        .toList());
    }

    /** As {@link #write(EdgeCommand)}; where a node is missing, it is tried again if {@code makeNodes} says that it made some. */
    public EdgeResult write(EdgeCommand command, Predicate<List<EdgeCommand>> makeNodes) {
        var result = write(command);
        return result instanceof EdgeResult.NoNode && makeNodes.test(List.of(command)) ? write(command) : result;
    }

    /** As {@link #writeAll(List)}; what found a node missing is tried again if {@code makeNodes} says that it made some. */
    public List<EdgeResult> writeAll(List<EdgeCommand> commands, Predicate<List<EdgeCommand>> makeNodes) {
        var results = new ArrayList<>(writeAll(commands));
        var homeless = IntStream.range(0, results.size())
                .filter(i -> results.get(i) instanceof EdgeResult.NoNode)
                .boxed()
                .toList();
        var repeated = homeless.stream().map(commands::get).toList();
        if (!repeated.isEmpty() && makeNodes.test(repeated)) {
            var again = writeAll(repeated);
            for (int i = 0; i < again.size(); i++) {
                results.set(homeless.get(i), again.get(i));
            }
        }
        return results;
    }

    /** Carries out commands along with statements of the caller's, in one transaction, which may be run again as a whole. */
    <T> T writeWith(BiFunction<Graph.Statements, Commands, T> work) {
        var trace = TraceFilter.current();
        var versions = new HashMap<Long, Long>();
        var notes = new ArrayList<Long>();
        var answer = graph.write(open -> {
            versions.clear();
            notes.clear();
            return work.apply(open, (commands, check) -> {
                var done = run(
                        open,
                        commands.stream()
                                .map(command -> new Asked(command, trace))
                                .toList(),
                        check);
                versions.putAll(done.versions());
                notes.add(done.note());
                return done.results();
            });
        });
        tell(versions, notes);
        return answer;
    }

    private List<EdgeResult> runAll(List<Asked> asked) {
        var done = graph.write(open -> run(open, asked, homeless -> {}));
        batches.record(asked.size());
        tell(done.versions(), List.of(done.note()));
        return done.results();
    }

    /** The outbox does not tell again those who have been told here. */
    private void tell(Map<Long, Long> versions, List<Long> notes) {
        if (!versions.isEmpty()) {
            var told = true;
            for (var listener : listeners) {
                told &= listener.changed(versions);
            }
            if (told) {
                outbox.told(notes);
            }
            outbox.wake();
        }
    }

    private Done run(Graph.Statements open, List<Asked> asked, Consumer<Set<Long>> check) {
        var commands = asked.stream().map(Asked::command).toList();
        var profiles = profiles(commands);
        var communities = new TreeSet<Long>();
        commands.stream()
                .filter(command -> command.kind().toCommunity())
                .forEach(command -> communities.add(command.target()));
        var rows = rowsByKind(commands);
        var follows = rows.entrySet().stream()
                .filter(entry -> entry.getKey().isFollow())
                .flatMap(entry -> entry.getValue().stream())
                .toList();
        var rules =
                Map.<String, Object>of("cap", limits.followCap(), "countCommunities", limits.capCountsCommunities());
        var begun = NewFollows.begin(open, profiles, follows, rules);
        var locked = begun.locked();
        check.accept(locked.homeless(profiles));
        var present = communities.isEmpty()
                ? List.<Long>of()
                : open.run(LOCK_COMMUNITIES, Map.of("ids", List.copyOf(communities)));
        var version = locked.clock() + 1;
        var results = new ArrayList<EdgeResult>();
        for (var command : commands) {
            results.add(new EdgeResult.NoNode(missing(command, locked.found(), present)));
        }
        var atVersion = new HashSet<Long>();
        begun.made().forEach((index, result) -> {
            results.set(index, result);
            atVersion.add(commands.get(index).source());
            atVersion.add(commands.get(index).target());
        });
        rows.forEach((kind, ofKind) -> {
            ofKind.removeIf(row -> begun.made().containsKey(row.get("index")));
            if (!ofKind.isEmpty()) {
                var parameters = new HashMap<>(rules);
                parameters.put("version", version);
                parameters.put("rows", ofKind);
                open.run(Objects.requireNonNull(STATEMENTS.get(kind)), parameters)
                        .forEach(
                                row -> results.set(row.get("index").asInt(), EdgeRows.result(row, limits.followCap())));
            }
        });
        var note = ids.next();
        return new Done(results, record(open, asked, results, version, note, atVersion), note);
    }

    /**
     * Notes which commands changed something; answers the profiles that are at the new version now.
     *
     * @param atVersion those that are already
     */
    private Map<Long, Long> record(
            Graph.Statements open,
            List<Asked> asked,
            List<EdgeResult> results,
            long version,
            long note,
            Set<Long> atVersion) {
        var changed = new ArrayList<Asked>();
        for (int i = 0; i < results.size(); i++) {
            if (isChange(results.get(i))) {
                changed.add(asked.get(i));
            }
        }
        if (changed.isEmpty()) {
            return Map.of();
        }
        var commands = changed.stream().map(Asked::command).toList();
        var profiles = profiles(commands);
        open.run(
                RECORD,
                Map.of(
                        "profiles",
                                profiles.stream()
                                        .filter(profile -> !atVersion.contains(profile))
                                        .toList(),
                        "version", version,
                        "event", note,
                        "at", clock.millis(),
                        "kinds",
                                EdgeNote.once(commands.stream()
                                        .map(command -> command.kind().name())
                                        .toList()),
                        "sources", commands.stream().map(EdgeCommand::source).toList(),
                        "targets", commands.stream().map(EdgeCommand::target).toList(),
                        "traces",
                                EdgeNote.once(changed.stream()
                                        .map(one -> Objects.requireNonNullElse(one.trace(), ""))
                                        .toList())));
        var versions = new HashMap<Long, Long>();
        profiles.forEach(profile -> versions.put(profile, version));
        return versions;
    }

    private static SortedSet<Long> profiles(List<EdgeCommand> commands) {
        var profiles = new TreeSet<Long>();
        for (var command : commands) {
            profiles.add(command.source());
            if (!command.kind().toCommunity()) {
                profiles.add(command.target());
            }
        }
        return profiles;
    }

    private static Map<Kind, List<Map<String, Object>>> rowsByKind(List<EdgeCommand> commands) {
        var rows = new EnumMap<Kind, List<Map<String, Object>>>(Kind.class);
        for (int i = 0; i < commands.size(); i++) {
            var command = commands.get(i);
            rows.computeIfAbsent(command.kind(), kind -> new ArrayList<>()).add(command.row(i));
        }
        return rows;
    }

    private static long missing(EdgeCommand command, Collection<Long> profiles, Collection<Long> communities) {
        if (!profiles.contains(command.source())) {
            return command.source();
        }
        var targets = command.kind().toCommunity() ? communities : profiles;
        return targets.contains(command.target()) ? command.source() : command.target();
    }

    private static boolean isChange(EdgeResult result) {
        return switch (result) {
            case EdgeResult.Stands stands -> stands.changed();
            case EdgeResult.Gone(var changed) -> changed;
            case EdgeResult.Refused refused -> false;
        };
    }

    private static Map<Kind, Cypher<Record>> statements() {
        var statements = new EnumMap<Kind, Cypher<Record>>(Kind.class);
        for (var kind : Kind.values()) {
            statements.put(kind, Cypher.load(kind.statement(), row -> row));
        }
        return statements;
    }
}
