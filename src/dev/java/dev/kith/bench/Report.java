package dev.kith.bench;

import dev.kith.bench.LoadGenerator.Round;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Figures as they are printed. */
record Report(List<Row> rows) {

    /** The medians of one subject. */
    record Row(Subject subject, Round medians) {
        private Stream<String> json() {
            return Stream.of(
                    json(subject.rate(), medians.rate(), subject.unit()),
                    json(subject.name() + ".p50", medians.p50(), "ms"),
                    json(subject.name() + ".p99", medians.p99(), "ms"));
        }

        private static String json(String figure, double value, String unit) {
            return String.format(
                    Locale.ROOT, "{\"figure\":\"%s\",\"value\":%.3f,\"unit\":\"%s\"}", figure, value, unit);
        }
    }

    /** One object a line, for programs. */
    String json() {
        return rows.stream().flatMap(Row::json).collect(Collectors.joining("\n"));
    }

    /** Aligned columns, for people. */
    String table() {
        var width = rows.stream()
                .mapToInt(row -> row.subject().title().length())
                .max()
                .orElse(0);
        var head = String.format(Locale.ROOT, "%-" + width + "s %10s %9s %9s", "", "a second", "p50 ms", "p99 ms");
        var line = "%-" + width + "s %,10.0f %9.2f %9.2f";
        return rows.stream()
                .map(row -> String.format(
                        Locale.ROOT,
                        line,
                        row.subject().title(),
                        row.medians().rate(),
                        row.medians().p50(),
                        row.medians().p99()))
                .collect(Collectors.joining("\n", head + '\n', ""));
    }
}
