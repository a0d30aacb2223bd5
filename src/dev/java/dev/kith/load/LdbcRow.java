package dev.kith.load;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/** One row of a file of the benchmark, its columns by their names. */
record LdbcRow(Origin origin, List<String> columns, List<String> fields) {
    String get(String column) {
        var place = columns.indexOf(column);
        if (place < 0) {
            throw new BrokenOff("%s has no column %s".formatted(origin.file(), column));
        }
        return fields.get(place);
    }

    long id(String column) {
        return Malformed.id(column, get(column));
    }

    /** The id in a column whose name is not unique. */
    long id(int place) {
        return Malformed.id(columns.get(place), fields.get(place));
    }

    /** A time that is written as milliseconds since 1970. */
    Instant time(String column) {
        try {
            return Instant.ofEpochMilli(Long.parseLong(get(column)));
        } catch (NumberFormatException | DateTimeException _) {
            throw new Malformed("%s must be milliseconds since 1970, was '%s'".formatted(column, get(column)));
        }
    }
}
