package dev.kith.graph;

import dev.kith.events.ClaimCheck;
import dev.kith.events.Subscriber;
import dev.kith.graph.EdgeCommand.Kind;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells consumers of edges what messages say. */
@Singleton
final class EdgeSubscriber implements Subscriber {

    private static final Map<String, Kind> KINDS =
            Arrays.stream(Kind.values()).collect(Collectors.toUnmodifiableMap(EdgeChange::type, Function.identity()));

    private final Map<Kind, List<EdgeConsumer>> consumers = new EnumMap<>(Kind.class);

    EdgeSubscriber(List<EdgeConsumer> consumers) {
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
        return KINDS.containsKey(type);
    }

    @Override
    public void handle(String type, List<ClaimCheck> checks) {
        var kind = Objects.requireNonNull(KINDS.get(type));
        var changes = checks.stream().map(check -> EdgeChange.of(kind, check)).toList();
        consumers.getOrDefault(kind, List.of()).forEach(consumer -> consumer.changed(changes));
    }
}
