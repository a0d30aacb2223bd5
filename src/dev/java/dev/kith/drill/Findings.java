package dev.kith.drill;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is wrong: counted, and shown by its first example. */
final class Findings {
    private final Map<String, Found> found = new LinkedHashMap<>();

    private record Found(long count, Object example) {
        Found plus(Found other) {
            return new Found(count + other.count, example);
        }
    }

    void note(String what, Object example) {
        found.merge(what, new Found(1, example), Found::plus);
    }

    /** A line each; empty when nothing is wrong. */
    List<String> lines() {
        return found.entrySet().stream()
                .map(one -> "%d %s: %s"
                        .formatted(
                                one.getValue().count(),
                                one.getKey(),
                                one.getValue().example()))
                .toList();
    }
}
