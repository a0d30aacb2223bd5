package dev.kith.drill;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Which edges were asked for, and which of them were promised. Written by many threads at once. */
final class Ledger {
    private final Map<Ask, Boolean> promised = new ConcurrentHashMap<>();

    void ask(Ask ask) {
        promised.put(ask, false);
    }

    void acknowledge(Ask ask) {
        promised.put(ask, true);
    }

    Set<Ask> asked() {
        return Set.copyOf(promised.keySet());
    }

    Set<Ask> acknowledged() {
        return promised.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
