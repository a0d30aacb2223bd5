package dev.kith.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;

/** How figures and times are written for people. Pure. */
final class Format {

    static final String UNKNOWN = "unknown";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final double SHORTEST = 0.1;
    private static final double MINUTE = 60;
    private static final double HOUR = 60 * MINUTE;
    private static final double DAY = 24 * HOUR;

    /** So many ids are written out. */
    private static final int WRITTEN_OUT = 10;

    private Format() {}

    static String number(double value) {
        if (Double.isNaN(value)) {
            return UNKNOWN;
        }
        return String.format(Locale.ROOT, value >= 10 || value == Math.rint(value) ? "%,.0f" : "%.1f", value);
    }

    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A count with what is counted: one batch, two batches. */
    static String count(long value, String one, String many) {
        return count(value) + " " + (value == 1 ? one : many);
    }

    static String seconds(double value) {
        if (Double.isNaN(value)) {
            return UNKNOWN;
        }
        if (value > 0 && value < SHORTEST) {
            return "< " + SHORTEST + " s";
        }
        if (value < 2 * MINUTE) {
            return number(value) + " s";
        }
        if (value < 2 * HOUR) {
            return number(Math.floor(value / MINUTE)) + " min";
        }
        return value < 2 * DAY ? number(Math.floor(value / HOUR)) + " h" : number(Math.floor(value / DAY)) + " d";
    }

    static String millis(long value) {
        return value < 1_000 ? value + " ms" : seconds(value / 1_000.0);
    }

    /** In UTC. */
    static String time(Instant at) {
        return TIME.format(at);
    }

    static String ago(Instant at, Instant now) {
        return seconds(Math.max(0, Math.floor(Duration.between(at, now).toMillis() / 1_000.0))) + " ago";
    }

    /** The first of them, and how many others there are. */
    static String ids(Collection<Long> ids) {
        var some = ids.stream().limit(WRITTEN_OUT).map(String::valueOf).toList();
        var rest = ids.size() - some.size();
        return String.join(", ", some) + (rest > 0 ? " and " + count(rest, "other", "others") : "");
    }
}
