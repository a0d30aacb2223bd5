package dev.kith.profile;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which handles may be given to somebody who has not chosen one, in the order in which they are tried: the name, and then the name with ever more digits, so that few
 * trials are enough however many bear it. The digits follow from the email, which they are too few to tell. Pure.
 */
final class Handles {

    private static final int LONGEST = 30;
    private static final String NAMELESS = "user";

    /** How many digits the handles have that are tried. */
    private static final List<Integer> DIGITS = List.of(0, 2, 4, 6, 8, 10, 12);

    private Handles() {}

    /** @param name from which letters and digits of ASCII are taken; one without any is as none */
    static List<String> of(@Nullable String name, String email) {
        var stem = name == null ? "" : stem(name);
        var named = stem.length() > 1;
        return IntStream.range(named ? 0 : 2, DIGITS.size())
                .mapToObj(trial -> with(named ? stem : NAMELESS, digits(email, trial, DIGITS.get(trial))))
                .toList();
    }

    private static String stem(String name) {
        var ascii = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_");
        return cut(ascii.startsWith("_") ? ascii.substring(1) : ascii, LONGEST);
    }

    private static String with(String stem, String digits) {
        return digits.isEmpty() ? stem : cut(stem, LONGEST - 1 - digits.length()) + "_" + digits;
    }

    /** Not longer than that, and with nothing but letters and digits at its end. */
    private static String cut(String text, int most) {
        var cut = text.length() > most ? text.substring(0, most) : text;
        return cut.endsWith("_") ? cut.substring(0, cut.length() - 1) : cut;
    }

    private static String digits(String email, int trial, int count) {
        if (count == 0) {
            return "";
        }
        try {
            var text = trial + " " + email.toLowerCase(Locale.ROOT);
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            var digits = new BigInteger(1, hash).mod(BigInteger.TEN.pow(count)).toString();
            return "0".repeat(count - digits.length()) + digits;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
