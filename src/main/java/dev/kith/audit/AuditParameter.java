package dev.kith.audit;

import dev.kith.id.MalformedId;
import dev.kith.web.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an audit can be told.
 *
 * @param otherwise its value where it is not told; null where it must be
 */
record AuditParameter(String name, Type type, @Nullable Long otherwise, String description) {

    private static final Pattern LINE =
            Pattern.compile("\\$(?<name>\\w+) +(?<type>INTEGER|ID)(?: = (?<otherwise>\\d+))?  (?<description>\\S.*)");

    /** Far more than any of them makes sense with; times a day in milliseconds, it still fits. */
    private static final long LARGEST = 1_000_000_000L;

    enum Type {
        /** A whole number, not less than 0. */
        INTEGER,
        /** An id, as it travels: a decimal string. */
        ID
    }

    /** Reads a line of a header, less what makes it a comment. */
    static AuditParameter of(String line) {
        var read = LINE.matcher(line);
        if (!read.matches()) {
            throw new IllegalArgumentException("no parameter: " + line);
        }
        return new AuditParameter(
                read.group("name"), Type.valueOf(read.group("type")), otherwise(read), read.group("description"));
    }

    private static @Nullable Long otherwise(Matcher read) {
        var otherwise = read.group("otherwise");
        return otherwise == null ? null : Long.valueOf(otherwise);
    }

    /** The value for the statement; refuses what is none with a {@link Problem}. */
    long value(@Nullable Object told) {
        if (told == null) {
            if (otherwise == null) {
                throw wrong("is required");
            }
            return otherwise;
        }
        return switch (type) {
            case INTEGER -> integer(told);
            case ID -> id(told);
        };
    }

    private long integer(Object told) {
        if ((told instanceof Integer || told instanceof Long) && told instanceof Number number) {
            var value = number.longValue();
            if (value >= 0 && value <= LARGEST) {
                return value;
            }
        }
        throw wrong("must be a whole number from 0 to " + LARGEST);
    }

    private long id(Object told) {
        try {
            return MalformedId.parse(told instanceof String text ? text : null);
        } catch (MalformedId malformed) {
            throw wrong(String.valueOf(malformed.getMessage()));
        }
    }

    private Problem wrong(String message) {
        return Problem.malformed("params." + name, message);
    }
}
