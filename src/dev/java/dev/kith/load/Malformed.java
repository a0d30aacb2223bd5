package dev.kith.load;

/** A line of a file does not say what it should. */
final class Malformed extends RuntimeException {
    Malformed(String detail) {
        super(detail, null, false, false);
    }

    /** An id as the files write it: a number, given back without leading zeros. */
    static long id(String column, String text) {
        try {
            var id = Long.parseUnsignedLong(text);
            if (id >= 0 && Character.isDigit(text.charAt(0))) {
                return id;
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw new Malformed("%s must be a number, was '%s'".formatted(column, text));
    }
}
