package dev.kith.id;

import org.jspecify.annotations.Nullable;

/** What was given as an id is not a positive decimal number of 64 bits. */
public final class MalformedId extends IllegalArgumentException {

    private MalformedId() {
        super("must be an id: a positive decimal number in a string");
    }

    public static long parse(@Nullable String decimal) {
        if (decimal == null || decimal.isEmpty() || decimal.length() > 19) {
            throw new MalformedId();
        }
        for (int i = 0; i < decimal.length(); i++) {
            if (decimal.charAt(i) < '0' || decimal.charAt(i) > '9') {
                throw new MalformedId();
            }
        }
        try {
            return Long.parseLong(decimal);
        } catch (NumberFormatException _) {
            throw new MalformedId();
        }
    }
}
