package dev.kith.bench;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One number that is judged by itself.
 *
 * @param name names it to programs
 * @param title names it to people
 * @param bound what it is meant to keep; null where nothing is asked of it
 */
record Figure(
        String name,
        String title,
        double value,
        String unit,
        @Nullable Bound bound) {

    static final String RECALL = "recall";
    static final String MRR = "MRR";
    static final String SHARE = "share";

    private static final String TIMES = "times";

    /** What a figure is meant to keep. */
    sealed interface Bound {
        double value();

        boolean isKept(double figure);

        record AtLeast(double value) implements Bound {
            @Override
            public boolean isKept(double figure) {
                return figure >= value;
            }
        }

        record MoreThan(double value) implements Bound {
            @Override
            public boolean isKept(double figure) {
                return figure > value;
            }
        }

        record AtMost(double value) implements Bound {
            @Override
            public boolean isKept(double figure) {
                return figure <= value;
            }
        }
    }

    /** How many times the rate of one subject another reaches. */
    static Figure ratio(String name, Report.Row row, Report.Row baseline, @Nullable Double target) {
        return times(
                name + ".ratio",
                row.subject().title() + ": times the rate of "
                        + baseline.subject().title(),
                row.medians().rate() / baseline.medians().rate(),
                target == null ? null : new Bound.AtLeast(target));
    }

    static Figure times(String name, String title, double value, @Nullable Bound bound) {
        return new Figure(name, title, value, TIMES, bound);
    }

    String json() {
        var judged = bound == null
                ? ""
                : String.format(Locale.ROOT, ",\"target\":%.3f,\"met\":%b", bound.value(), bound.isKept(value));
        return String.format(
                Locale.ROOT, "{\"figure\":\"%s\",\"value\":%.3f,\"unit\":\"%s\"%s}", name, value, unit, judged);
    }

    String line() {
        var words = unit.equals(TIMES) ? title : unit + "  " + title;
        return String.format(Locale.ROOT, isShare() ? "%6.4f  %s%s" : "%6.2f  %s%s", value, words, judgement());
    }

    /** Whether it lies between 0 and 1. */
    private boolean isShare() {
        return List.of(RECALL, MRR, SHARE).contains(unit);
    }

    private String judgement() {
        if (bound == null) {
            return "";
        }
        var most = switch (bound) {
            case Bound.AtMost _ -> "at most ";
            case Bound.AtLeast _ -> "";
            case Bound.MoreThan _ -> "more than ";
        };
        return String.format(
                Locale.ROOT,
                isShare() ? "  target %s%.4f: %s" : "  target %s%.1f: %s",
                most,
                bound.value(),
                bound.isKept(value) ? "met" : "missed");
    }
}
