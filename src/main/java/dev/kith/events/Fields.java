package dev.kith.events;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the fields of an event may be; {@link Poison} for all else. */
final class Fields {

    static final int MOST_FEEDS = 1_000;
    static final int MOST_TAGS = 100;

    private static final Pattern ID = Pattern.compile("[1-9]\\d{0,18}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z_-]{0,39}");
    private static final Pattern FEED = Pattern.compile("[a-z][a-z_-]{0,39}:[1-9]\\d{0,18}");
    private static final Pattern TAG = Pattern.compile("[^\\s#]{1,100}");

    private Fields() {}

    static void id(String field, String value) {
        matches(field, value, ID, "an id");
    }

    static void word(String field, String value) {
        matches(field, value, WORD, "a word of up to 40 letters");
    }

    static void feed(String field, String value) {
        matches(field, value, FEED, "a feed, like home:4711");
    }

    static List<String> feeds(String field, Collection<String> values) {
        return each(field, values, MOST_FEEDS, FEED, "a feed, like home:4711");
    }

    /** Lower-case, without the sign, each once. */
    static List<String> tags(String field, Collection<String> values) {
        values.stream()
                .filter(tag -> !tag.equals(tag.toLowerCase(Locale.ROOT)))
                .findFirst()
                .ifPresent(tag -> {
                    throw new Poison("%s must be lower-case, was %s".formatted(field, shown(tag)));
                });
        return each(field, values, MOST_TAGS, TAG, "a hashtag without #");
    }

    static void require(boolean holds, String field, String what) {
        if (!holds) {
            throw new Poison(field + " must be " + what);
        }
    }

    private static List<String> each(String field, Collection<String> values, int most, Pattern pattern, String what) {
        require(values.size() <= most, field, "at most %,d".formatted(most));
        values.forEach(value -> matches(field + "[]", value, pattern, what));
        require(new HashSet<>(values).size() == values.size(), field, "each there once");
        return List.copyOf(values);
    }

    private static void matches(String field, String value, Pattern pattern, String what) {
        if (!pattern.matcher(value).matches()) {
            throw new Poison("%s must be %s, was %s".formatted(field, what, shown(value)));
        }
    }

    private static String shown(String value) {
        return value.length() <= 40 ? '"' + value + '"' : '"' + value.substring(0, 40) + "…\"";
    }
}
