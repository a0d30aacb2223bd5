package dev.kith.console;

import dev.kith.audit.AuditRunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How many rows an audit found from run to run: a bar each, the newest at the right, in a box of {@value #WIDTH} by {@value #HEIGHT}.
 *
 * @param most rows of any, which reach the top
 */
record History(List<Bar> bars, String most) {

    static final int WIDTH = 640;
    static final int HEIGHT = 96;

    /** As high as what is not 0 is at least, so that it is seen. */
    private static final double LEAST = 3;

    private static final double WIDEST = 28;
    private static final double GAP = 3;

    /**
     * A run.
     *
     * @param state passed or failed
     * @param title what it was, for who points at it
     */
    record Bar(String x, String y, String width, String height, String state, String title) {}

    /** @param runs the newest first */
    static History of(List<AuditRunView.Summary> runs) {
        var most = runs.stream().mapToInt(AuditRunView.Summary::rowCount).max().orElse(0);
        var step = runs.isEmpty() ? 0 : Math.min(WIDEST, (double) WIDTH / runs.size());
        var bars = new ArrayList<Bar>();
        for (int i = 0; i < runs.size(); i++) {
            var run = runs.get(runs.size() - 1 - i);
            var height = run.rowCount() == 0 ? 1 : Math.max(LEAST, (double) HEIGHT * run.rowCount() / most);
            bars.add(new Bar(
                    number(i * step),
                    number(HEIGHT - height),
                    number(step - GAP),
                    number(height),
                    run.passed() ? "passed" : "failed",
                    Format.time(run.startedAt()) + ": " + AuditsController.Outcome.words(run)));
        }
        return new History(bars, Format.count(most));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
