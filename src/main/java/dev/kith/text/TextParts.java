package dev.kith.text;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a text refers to. Found in linear time: all patterns advance by single characters and never look back further than one.
 *
 * @param handles of {@code @handle}, lower case, each once, in order
 * @param communities ids of {@code @community:id}, each once, in order
 * @param hashtags of {@code #tag}, lower case in compatibility form (NFKC), each once, in order
 */
record TextParts(List<String> handles, List<Long> communities, List<String> hashtags) {

    private static final int MAX_HASHTAG_LENGTH = 100;

    /** As handles are; a mention neither begins within a word, as in a mail address, nor ends within one. */
    private static final Pattern MENTION =
            Pattern.compile("(?<![\\p{L}\\p{N}_@.])@(?!community:)([A-Za-z0-9_]{2,30}+)(?![\\p{L}\\p{N}_@])");

    /** Communities have no handles, so they are named by their ids. */
    private static final Pattern COMMUNITY =
            Pattern.compile("(?<![\\p{L}\\p{N}_@.])@community:([1-8][0-9]{18}|[1-9][0-9]{0,17}+)(?![\\p{L}\\p{N}_@])");

    /** Letters (with their marks), digits and {@code _}; at least one letter, so that {@code #1} is none. */
    private static final Pattern HASHTAG =
            Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}_#&])#([\\p{N}_]*+\\p{L}[\\p{L}\\p{M}\\p{N}_]*+)");

    static TextParts of(@Nullable String text) {
        if (text == null) {
            return new TextParts(List.of(), List.of(), List.of());
        }
        var normal = normal(text);
        return new TextParts(
                List.copyOf(found(MENTION, normal, name -> name.group(1).toLowerCase(Locale.ROOT))),
                List.copyOf(found(COMMUNITY, normal, id -> Long.valueOf(id.group(1)))),
                found(HASHTAG, normal, tag -> tag.group(1).toLowerCase(Locale.ROOT)).stream()
                        .filter(tag -> tag.length() <= MAX_HASHTAG_LENGTH)
                        .toList());
    }

    /** A hashtag as it is kept, however it is written; empty when it can't be one. */
    static String hashtag(String written) {
        var tags = of(written.startsWith("#") ? written : "#" + written).hashtags();
        return tags.size() == 1
                        && tags.getFirst().length()
                                == normal(written).replace("#", "").length()
                ? tags.getFirst()
                : "";
    }

    private static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    private static <T> Set<T> found(Pattern pattern, String text, Function<MatchResult, T> read) {
        var found = new LinkedHashSet<T>();
        var matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(read.apply(matcher));
        }
        return found;
    }
}
