package dev.kith.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How many times the rate of one subject another reaches.
 *
 * @param figure its name
 * @param title names it to people
 * @param target what it is meant to reach; null where nothing is asked of it
 */
record Ratio(
        String figure, String title, double value, @Nullable Double target) {

    static Ratio of(Report.Row row, Report.Row baseline, @Nullable Double target) {
        return new Ratio(
                row.subject().name() + ".ratio",
                row.subject().title() + ": times the rate of "
                        + baseline.subject().title(),
                row.medians().rate() / baseline.medians().rate(),
                target);
    }

    private boolean met() {
        return target == null || value >= target;
    }

    String json() {
        var judged = target == null ? "" : String.format(Locale.ROOT, ",\"target\":%.3f,\"met\":%b", target, met());
        return String.format(
                Locale.ROOT, "{\"figure\":\"%s\",\"value\":%.3f,\"unit\":\"times\"%s}", figure, value, judged);
    }

    String line() {
        var judged =
                target == null ? "" : String.format(Locale.ROOT, "  target %.1f: %s", target, met() ? "met" : "missed");
        return String.format(Locale.ROOT, "%6.2f  %s%s", value, title, judged);
    }
}
