package dev.kith.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How pages of profiles write times, numbers and ids. */
final class Words {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** So many ids are written out. */
    private static final int WRITTEN_OUT = 10;

    private Words() {}

    static String time(Instant time) {
        return TIME.format(time);
    }

    static String timeOr(String otherwise, @Nullable Instant time) {
        return time == null ? otherwise : time(time);
    }

    static String number(long number) {
        return "%,d".formatted(number);
    }

    static String count(long number, String one, String many) {
        return number(number) + " " + (number == 1 ? one : many);
    }

    /** To about its largest unit. */
    static String about(Duration time) {
        if (time.toDays() > 1) {
            return time.toDays() + " days";
        }
        return time.toHours() > 1 ? time.toHours() + " hours" : count(time.toMinutes(), "minute", "minutes");
    }

    static String ids(Collection<Long> ids) {
        var some = ids.stream().limit(WRITTEN_OUT).map(String::valueOf).toList();
        var rest = ids.size() - some.size();
        return String.join(", ", some) + (rest > 0 ? " and " + number(rest) + " others" : "");
    }
}
