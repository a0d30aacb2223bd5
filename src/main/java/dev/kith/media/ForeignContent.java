package dev.kith.media;

import java.util.Arrays;
import java.util.List;

/**
 * Looks for what makes a file something else as well: a page or a script to a browser, a document to a reader, an archive to an unpacker. The
 * signs are as long as is needed for pixels not to show them by chance (less than once in 100,000 images of 10 MB).
 */
final class ForeignContent {

    /** Of its whole length, or with what may follow a tag's name behind it. */
    private record Sign(String text, boolean isTag, long within) {

        static Sign tag(String name) {
            return new Sign("<" + name, true, Long.MAX_VALUE);
        }

        static Sign text(String text) {
            return new Sign(text, false, Long.MAX_VALUE);
        }

        Sign atTheBeginning() {
            return new Sign(text, isTag, BEGINNING);
        }
    }

    /** As far as browsers and readers look to find out what a file is, and some more. */
    static final int BEGINNING = 4_096;

    /** As far before the end an unpacker looks for the index of an archive. */
    static final int END = 65_557 + 22;

    private static final List<Sign> SIGNS = List.of(
            Sign.tag("script"),
            Sign.tag("html"),
            Sign.tag("body"),
            Sign.tag("iframe"),
            Sign.tag("object"),
            Sign.tag("svg").atTheBeginning(),
            Sign.text("<!doctype "),
            Sign.text("<?php "),
            Sign.text("%pdf-").atTheBeginning(),
            Sign.text("pk\5\6\0\0\0\0"),
            Sign.text("rar!\u001A\7"));

    private static final int LONGEST = 16;

    private final byte[] carried = new byte[LONGEST];
    private int carriedLength;
    private long position;

    /** Looks through a whole file. */
    static void refuse(byte[] file) {
        var search = new ForeignContent();
        search.look(file, file.length);
    }

    /** Looks through the next piece; a sign may begin in one piece and end in another. */
    void accept(byte[] piece, int length) {
        var joined = new byte[carriedLength + length];
        System.arraycopy(carried, 0, joined, 0, carriedLength);
        System.arraycopy(piece, 0, joined, carriedLength, length);
        var complete = Math.max(0, joined.length - LONGEST + 1);
        look(joined, complete);
        carriedLength = joined.length - complete;
        System.arraycopy(joined, complete, carried, 0, carriedLength);
        position += complete;
    }

    /** Looks through what was kept back; what follows is not connected to it. */
    void end() {
        look(Arrays.copyOf(carried, carriedLength), carriedLength);
        position += carriedLength;
        carriedLength = 0;
    }

    /** Passes over so many bytes. */
    void skip(long count) {
        end();
        position += count;
    }

    private void look(byte[] bytes, int starts) {
        for (int i = 0; i < starts; i++) {
            switch (bytes[i]) {
                case '<', '%', 'P', 'p', 'R', 'r' -> refuseSigns(bytes, i);
                default -> {
                    // begins no sign
                }
            }
        }
    }

    private void refuseSigns(byte[] bytes, int at) {
        for (var sign : SIGNS) {
            Unsound.unless(position + at >= sign.within() || !isAt(bytes, at, sign), Rejection.FOREIGN_CONTENT);
        }
    }

    private static boolean isAt(byte[] bytes, int at, Sign sign) {
        var text = sign.text();
        if (at + text.length() + (sign.isTag() ? 1 : 0) > bytes.length) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (small(bytes[at + i]) != text.charAt(i)) {
                return false;
            }
        }
        return !sign.isTag() || endsTag(bytes[at + text.length()]);
    }

    private static byte small(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? (byte) (letter + 'a' - 'A') : letter;
    }

    private static boolean endsTag(byte after) {
        return after == '>' || after == '/' || after == ' ' || (after >= '\t' && after <= '\r');
    }
}
