package dev.kith.graph;

import dev.kith.events.ClaimCheck;
import dev.kith.events.Poison;
import dev.kith.events.Subscriber;
import dev.kith.graph.EdgeCommand.Kind;
import dev.kith.web.Overloaded;
import dev.kith.web.Problems;
import jakarta.inject.Singleton;
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

    private final EdgeBundles bundles;
    private final Map<Kind, List<EdgeConsumer>> consumers = new EnumMap<>(Kind.class);

    EdgeSubscriber(List<EdgeConsumer> consumers, EdgeBundles bundles) {
        this.bundles = bundles;
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
        return KINDS.containsKey(type) || type.equals(EdgeBundles.TYPE);
    }

    @Override
    public void handle(String type, List<ClaimCheck> checks) {
        if (type.equals(EdgeBundles.TYPE)) {
            checks.forEach(this::open);
            return;
        }
        var kind = Objects.requireNonNull(KINDS.get(type));
        tell(kind, checks.stream().map(check -> EdgeChange.of(kind, check)).toList());
    }

    /** Where one of a bundle fails, each goes its own way from there. */
    private void open(ClaimCheck bundle) {
        try {
            bundles.changes(bundle).stream()
                    .collect(Collectors.groupingBy(EdgeChange::kind))
                    .forEach((kind, changes) -> changes.stream()
                            .gather(Gatherers.windowFixed(AT_ONCE))
                            .forEach(some -> tell(kind, some)));
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
