package dev.kith.audit;

import static dev.kith.audit.SandboxToken.NOTHING;

import dev.kith.audit.SandboxToken.Refused;
import dev.kith.graph.BoundedReads.Planned;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Refuses what an operator's question must not have: first by its text, then by its plan. The text is held to a small part of the language, without all that would write, call, read
 * files, take other roads to a property, or make much of little: an expression is no part of a plan, and the server ends none before it is done.
 */
final class SandboxGuard {

    private static final Pattern BOUND = Pattern.compile("\\*(?:\\d*\\.\\.)?(\\d+)(?![\\d.])");

    private final List<SandboxToken> tokens;

    private SandboxGuard(List<SandboxToken> tokens) {
        this.tokens = tokens;
    }

    /** The question as it may be planned, without its comments; throws {@link Refused}. */
    static String text(String question) {
        var read = SandboxToken.of(question);
        new SandboxGuard(read.tokens()).check();
        return read.text();
    }

    /** Throws {@link Refused} unless the plan may be carried out. */
    static void plan(Planned plan) {
        plan.operators().stream()
                .filter(operator -> !SandboxWords.OPERATORS.contains(operator))
                .sorted()
                .findFirst()
                .ifPresent(operator -> {
                    throw new Refused(operator);
                });
        for (var expansion : plan.expansions()) {
            var bound = BOUND.matcher(expansion);
            if (!bound.find() || tooFar(bound.group(1))) {
                throw new Refused("VarLengthExpand");
            }
        }
        if (!plan.reading()) {
            throw new Refused("write");
        }
    }

    private void check() {
        if (!SandboxWords.BEGINNINGS.contains(at(0).upper())) {
            throw new Refused(at(0).text());
        }
        for (int i = 0; i < tokens.size(); i++) {
            if (at(i).isWord()) {
                word(i);
            }
        }
        for (int i = 0; i < tokens.size(); i++) {
            switch (at(i).text()) {
                case "." -> dot(i);
                case "{" -> brace(i);
                case "[" -> bracket(i);
                case "*" -> star(i);
                case "|" -> refuseIf(at(i + 1).is("|"), "||");
                default -> {
                    // nothing that depends on what stands around it
                }
            }
        }
    }

    private void word(int i) {
        var word = at(i);
        var named = at(i - 1).is(":")
                || at(i - 1).is("|")
                || at(i - 1).is("&")
                || at(i - 1).is("!")
                || at(i - 1).is(".");
        refuseIf(!named && SandboxWords.REFUSED.contains(word.upper()), word.text());
        refuseIf(word.upper().equals("CALL") && !at(i + 1).is("{") && !at(i + 1).is("("), "ProcedureCall");
        if (at(i + 1).is("(") && !SandboxWords.KEYWORDS.contains(word.upper())) {
            refuseIf(
                    named || !SandboxWords.FUNCTIONS.contains(word.text().toLowerCase(Locale.ROOT)),
                    word.text() + "()");
        }
    }

    /** Behind a dot stands a property that may be read, or the other dot of a range. */
    private void dot(int i) {
        if (!at(i - 1).is(".") && !at(i + 1).is(".")) {
            refuseIf(
                    !SandboxWords.PROPERTIES.contains(at(i + 1).text()),
                    "." + at(i + 1).text());
        }
    }

    /** A query of its own, a quantifier with a bound, or properties that are compared with constants. */
    private void brace(int i) {
        if (at(i + 1).isNumber() || at(i + 1).is(",")) {
            var last = at(i + 2).is("}") ? at(i + 1) : at(i + 1).is(",") ? at(i + 2) : at(i + 3);
            refuseIf(!last.isNumber() || tooFar(last.text()), "{…}");
            return;
        }
        if (at(i - 1).is(")") || SandboxWords.SUBQUERIES.contains(at(i - 1).upper())) {
            refuseIf(
                    !at(i + 1).is("(")
                            && !SandboxWords.BEGINNINGS.contains(at(i + 1).upper()),
                    "{…}");
            return;
        }
        for (int key = i + 1; !at(key).is("}"); ) {
            refuseIf(!SandboxWords.PROPERTIES.contains(at(key).text()), "{" + at(key).text() + "}");
            var value = at(key + 2).is("-") ? key + 3 : key + 2;
            refuseIf(!at(key + 1).is(":") || !at(value).isConstant(), "{…}");
            refuseIf(!at(value + 1).is(",") && !at(value + 1).is("}"), "{…}");
            key = at(value + 1).is(",") ? value + 2 : value + 1;
        }
    }

    /** A relationship, a place in a list, or a list of constants. */
    private void bracket(int i) {
        if (at(i - 1).is("-")) {
            return;
        }
        var isPlace = at(i - 1).is(")")
                || at(i - 1).is("]")
                || at(i - 1).kind() == SandboxToken.Kind.PARAMETER
                || (at(i - 1).isWord()
                        && !SandboxWords.KEYWORDS.contains(at(i - 1).upper()));
        for (int inside = i + 1; !at(inside).is("]"); inside++) {
            var part = at(inside);
            var fits = isPlace
                    ? part.isNumber() || part.is(".") || part.is("-")
                    : part.isConstant() || part.is(",") || part.is("-");
            refuseIf(!fits, "[…]");
        }
    }

    /** A product, all columns or rows, or how far a path goes: where it is the quantifier of one, that has no end. */
    private void star(int i) {
        var before = at(i - 1);
        refuseIf(before.is(")") && isPath(i - 1), "VarLengthExpand");
        var ofPath = isInRelationship(i);
        if (ofPath) {
            var last = at(i + 1).isNumber() && !at(i + 2).is(".")
                    ? at(i + 1)
                    : at(i + 1).isNumber() ? at(i + 4) : at(i + 3);
            refuseIf(!last.isNumber() || tooFar(last.text()), "*");
            return;
        }
        var isAll = before.is("(") || List.of("RETURN", "WITH", "DISTINCT").contains(before.upper());
        var isProduct = before.isNumber()
                || before.is(")")
                || before.is("]")
                || before.is("}")
                || before.isWord()
                || before.kind() == SandboxToken.Kind.PARAMETER;
        refuseIf(!isAll && !isProduct, "*");
    }

    /** Whether there is a relationship in the brackets that close here. */
    private boolean isPath(int close) {
        int open = 0;
        for (int i = close; i >= 0; i--) {
            open += at(i).is(")") ? 1 : at(i).is("(") ? -1 : 0;
            if (open == 0) {
                return false;
            }
            if (at(i).is("-")
                    && (at(i + 1).is("[") || at(i + 1).is("-") || at(i + 1).is(">"))) {
                return true;
            }
        }
        return false;
    }

    private boolean isInRelationship(int i) {
        for (int before = i - 1; before >= 0; before--) {
            if (at(before).is("[")) {
                return at(before - 1).is("-");
            }
            if (!at(before).isWord()
                    && !List.of(":", "|", "&", "!").contains(at(before).text())) {
                return false;
            }
        }
        return false;
    }

    private SandboxToken at(int i) {
        return i < 0 || i >= tokens.size() ? NOTHING : tokens.get(i);
    }

    private static boolean tooFar(String steps) {
        return steps.length() > 3 || Double.parseDouble(steps) > SandboxWords.LONGEST_PATH;
    }

    private static void refuseIf(boolean wrong, String operator) {
        if (wrong) {
            throw new Refused(operator);
        }
    }
}
