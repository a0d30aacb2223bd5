package dev.kith.post;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a text refers to. Found in linear time: both patterns advance by single characters and never look back further than one.
 *
 * @param handles of {@code @handle}, lower case, each once, in order
 * @param hashtags of {@code #tag}, lower case in compatibility form (NFKC), each once, in order
 */
record PostText(List<String> handles, List<String> hashtags) {

    private static final int MAX_HASHTAG_LENGTH = 100;

    /** As handles are; a mention neither begins within a word, as in a mail address, nor ends within one. */
    private static final Pattern MENTION =
            Pattern.compile("(?<![\\p{L}\\p{N}_@.])@([A-Za-z0-9_]{2,30}+)(?![\\p{L}\\p{N}_@])");

    /** Letters (with their marks), digits and {@code _}; at least one letter, so that {@code #1} is none. */
    private static final Pattern HASHTAG =
            Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}_#&])#([\\p{N}_]*+\\p{L}[\\p{L}\\p{M}\\p{N}_]*+)");

    static PostText of(@Nullable String text) {
        if (text == null) {
            return new PostText(List.of(), List.of());
        }
        var normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
        var hashtags = found(HASHTAG.matcher(normal));
        hashtags.removeIf(tag -> tag.length() > MAX_HASHTAG_LENGTH);
        return new PostText(List.copyOf(found(MENTION.matcher(normal))), List.copyOf(hashtags));
    }

    private static Set<String> found(Matcher matcher) {
        var found = new LinkedHashSet<String>();
        while (matcher.find()) {
            found.add(matcher.group(1).toLowerCase(Locale.ROOT));
        }
        return found;
    }
}
