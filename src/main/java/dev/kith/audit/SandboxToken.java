package dev.kith.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A part of a question, as the server will read it too: no escape outside of a text, no quoted name, nothing that two readers might take for different things.
 *
 * @param text as it stands there
 */
record SandboxToken(Kind kind, String text) {

    enum Kind {
        WORD,
        NUMBER,
        TEXT,
        PARAMETER,
        SYMBOL,
        /** Before the first, and after the last. */
        NOTHING
    }

    static final SandboxToken NOTHING = new SandboxToken(Kind.NOTHING, "");

    private static final Pattern NEXT = Pattern.compile("""
            (?<blank>[\\x20\\t\\r\\n]+|//[^\\r\\n]*|/\\*(?s:.*?)\\*/)
            |(?<word>[A-Za-z_][A-Za-z0-9_]*)
            |(?<number>[0-9]+(?:\\.[0-9]+)?(?![A-Za-z0-9_]))
            |(?<text>'(?:[^'\\\\]|\\\\[^uU])*'|"(?:[^"\\\\]|\\\\[^uU])*")
            |(?<parameter>\\$[A-Za-z_][A-Za-z0-9_]*)
            |(?<symbol>[()\\[\\]{}<>=\\-:,.|*/%&!])
            """, Pattern.COMMENTS);

    /**
     * A question in its parts.
     *
     * @param text of it, with a space for each comment
     */
    record Read(String text, List<SandboxToken> tokens) {}

    /** Reads a question; one semicolon may stand at its end. */
    static Read of(String question) {
        var text = question.strip();
        var end = text.endsWith(";") ? text.length() - 1 : text.length();
        var plain = new StringBuilder();
        var tokens = new ArrayList<SandboxToken>();
        var next = NEXT.matcher(text);
        int at = 0;
        while (at < end) {
            if (!next.region(at, end).lookingAt()) {
                throw new Refused(text.substring(at, text.offsetByCodePoints(at, 1)));
            }
            plain.append(next.group("blank") == null ? next.group() : " ");
            for (var kind : Kind.values()) {
                if (kind != Kind.NOTHING && next.group(kind.name().toLowerCase(Locale.ROOT)) != null) {
                    tokens.add(new SandboxToken(kind, next.group()));
                }
            }
            at = next.end();
        }
        return new Read(plain.toString(), tokens);
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    boolean isWord() {
        return kind == Kind.WORD;
    }

    /** As a word of the language, which knows no case. */
    String upper() {
        return isWord() ? text.toUpperCase(Locale.ROOT) : "";
    }

    /** Whether it is worth the same wherever it stands. */
    boolean isConstant() {
        return kind == Kind.NUMBER
                || kind == Kind.TEXT
                || kind == Kind.PARAMETER
                || List.of("TRUE", "FALSE", "NULL").contains(upper());
    }

    /** The question has something that is not allowed. */
    static final class Refused extends RuntimeException {

        private final String operator;

        Refused(String operator) {
            super(operator, null, false, false);
            this.operator = operator;
        }

        /** What is not allowed. */
        String operator() {
            return operator;
        }
    }
}
