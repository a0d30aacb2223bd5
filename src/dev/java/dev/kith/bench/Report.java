package dev.kith.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Figures as they are printed. */
record Report(List<Row> rows, List<Figure> figures) {

    /** The medians of one subject. */
    record Row(Subject subject, Round medians) {
        private Stream<String> json() {
            return Stream.of(
                    json(subject.rate(), medians.rate(), subject.unit()),
                    json(subject.name() + ".p50", medians.p50(), "ms"),
                    json(subject.name() + ".p99", medians.p99(), "ms"),
                    json(subject.name() + ".cpu", medians.cpu(), "ms"));
        }

        private static String json(String figure, double value, String unit) {
            return String.format(
                    Locale.ROOT, "{\"figure\":\"%s\",\"value\":%.3f,\"unit\":\"%s\"}", figure, value, unit);
        }
    }

    Report(List<Row> rows) {
        this(rows, List.of());
    }

    /** One object a line, for programs. */
    String json() {
        return Stream.concat(rows.stream().flatMap(Row::json), figures.stream().map(Figure::json))
                .collect(Collectors.joining("\n"));
    }

    /** Aligned columns, and below them what is judged by itself, for people. */
    String text() {
        var lines = figures.stream().map(Figure::line).collect(Collectors.joining("\n"));
        if (rows.isEmpty()) {
            return lines;
        }
        return figures.isEmpty() ? table() : table() + "\n\n" + lines;
    }

    private String table() {
        var width = rows.stream()
                .mapToInt(row -> row.subject().title().length())
                .max()
                .orElse(0);
        var head = String.format(
                Locale.ROOT, "%-" + width + "s %10s %9s %9s %9s", "", "a second", "p50 ms", "p99 ms", "CPU ms");
        var line = "%-" + width + "s %,10.0f %9.2f %9.2f %9.3f";
        return rows.stream()
                .map(row -> String.format(
                        Locale.ROOT,
                        line,
                        row.subject().title(),
                        row.medians().rate(),
                        row.medians().p50(),
                        row.medians().p99(),
                        row.medians().cpu()))
                .collect(Collectors.joining("\n", head + '\n', ""));
    }
}
