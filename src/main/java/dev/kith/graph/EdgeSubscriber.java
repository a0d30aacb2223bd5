package dev.kith.graph;

import dev.kith.events.ClaimCheck;
import dev.kith.events.Poison;
import dev.kith.events.Subscriber;
import dev.kith.graph.EdgeCommand.Kind;
import dev.kith.role.Precedence;
import dev.kith.web.Overloaded;
import dev.kith.web.Problems;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells consumers of edges what messages say. */
@Singleton
final class EdgeSubscriber implements Subscriber {

    private static final Logger LOG = LoggerFactory.getLogger(EdgeSubscriber.class);
    private static final Map<String, Kind> KINDS =
            Arrays.stream(Kind.values()).collect(Collectors.toUnmodifiableMap(EdgeChange::type, Function.identity()));

    /** How many of a bundle consumers are told of at once. */
    private static final int AT_ONCE = 100;

    /** For how long they wait for what goes before, so that they are told in the end however much there is of it. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final EdgeBundles bundles;
    private final Precedence precedence;
    private final Map<Kind, List<EdgeConsumer>> consumers = new EnumMap<>(Kind.class);

    EdgeSubscriber(List<EdgeConsumer> consumers, EdgeBundles bundles, Precedence precedence) {
        this.bundles = bundles;
        this.precedence = precedence;
        for (var consumer : consumers) {
            consumer.kinds()
                    .forEach(kind -> this.consumers
                            .computeIfAbsent(kind, _ -> new ArrayList<>())
                            .add(consumer));
        }
    }

    /** Whether anybody wants to learn of such changes. */
    boolean wants(Kind kind) {
        return consumers.containsKey(kind);
    }

    /** Of a kind that nobody here wants it takes messages too: an instance of another version may have sent them. */
    @Override
    public boolean takes(String type) {
        return KINDS.containsKey(type) || EdgeBundles.has(type);
    }

    @Override
    public void handle(String type, List<ClaimCheck> checks) {
        if (EdgeBundles.has(type)) {
            checks.forEach(check -> open(check, EdgeBundles.inBulk(type)));
            return;
        }
        var kind = Objects.requireNonNull(KINDS.get(type));
        tell(kind, checks.stream().map(check -> EdgeChange.of(kind, check)).toList());
    }

    /** Where one of a bundle fails, each goes its own way from there. */
    private void open(ClaimCheck bundle, boolean bulk) {
        try {
            bundles.changes(bundle).stream()
                    .collect(Collectors.groupingBy(EdgeChange::kind))
                    .forEach((kind, changes) -> changes.stream()
                            .gather(Gatherers.windowFixed(AT_ONCE))
                            .forEach(some -> {
                                if (bulk) {
                                    precedence.giveWay(LONGEST_WAIT);
                                }
                                tell(kind, some);
                            }));
            bundles.remove(bundle);
        } catch (RuntimeException failed) {
            if (failed instanceof Overloaded
                    || failed instanceof Poison
                    || Problems.storeDown(failed).isPresent()) {
                throw failed;
            }
            LOG.warn("bundle {} of edges is taken apart: {}", bundle.key(), failed.toString());
            bundles.takeApart(bundle);
        }
    }

    private void tell(Kind kind, List<EdgeChange> changes) {
        consumers.getOrDefault(kind, List.of()).forEach(consumer -> consumer.changed(changes));
    }
}
