package dev.kith.console;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A small plot of one figure over time, drawn in a box of {@value #WIDTH} by {@value #HEIGHT}.
 *
 * @param value the latest
 * @param line a path through all values; empty where there are fewer than two
 * @param area what lies under it
 * @param top the highest value, which reaches the top of the box
 */
record Plot(String name, String value, String line, String area, String top) {

    static final int WIDTH = 240;
    static final int HEIGHT = 48;

    /** @param values the oldest first */
    static Plot of(String name, String unit, List<Double> values) {
        var top = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        var line = values.size() < 2 ? "" : line(values, top);
        return new Plot(
                name,
                values.isEmpty() ? Format.UNKNOWN : Format.number(values.getLast()) + unit,
                line,
                line.isEmpty() ? "" : "%sL%d,%dL0,%dZ".formatted(line, WIDTH, HEIGHT, HEIGHT),
                Format.number(top) + unit);
    }

    private static String line(List<Double> values, double top) {
        var step = (double) WIDTH / (values.size() - 1);
        return IntStream.range(0, values.size())
                .mapToObj(i -> String.format(
                        Locale.ROOT, "%.1f,%.1f", i * step, top > 0 ? HEIGHT * (1 - values.get(i) / top) : HEIGHT))
                .collect(Collectors.joining("L", "M", ""));
    }
}
