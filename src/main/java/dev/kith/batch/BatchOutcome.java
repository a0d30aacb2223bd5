package dev.kith.batch;

import dev.kith.web.Problem;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What came of one pair of a batch. */
enum BatchOutcome {
    PENDING('.', "pending", null),
    CREATED('c', "created", null),
    EXISTING('e', "existing", null),
    REQUESTED('r', "requested", null),
    REMOVED('x', "removed", null),
    ABSENT('a', "absent", null),
    BLOCKED('b', "blocked", "The source blocks the target."),
    NOT_FOUND('n', "notFound", "There is no such profile."),
    LIMIT('l', "limit", "The source follows as many as it may, what it has asked for included."),
    FAILED('f', "failed", "This could not be done. It can be tried again.");

    private final char letter;
    private final String text;
    private final @Nullable String detail;

    BatchOutcome(char letter, String text, @Nullable String detail) {
        this.letter = letter;
        this.text = text;
        this.detail = detail;
    }

    /** As it stands in rows. */
    char letter() {
        return letter;
    }

    /** What it means, for people, where that isn't plain. */
    @Nullable
    String detail() {
        return detail;
    }

    static BatchOutcome of(String letter) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.letter == letter.charAt(0))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no outcome has the letter " + letter));
    }

    /** The one that a caller names. */
    static BatchOutcome named(String name) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.text.equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.malformed(
                        "outcome",
                        "must be one of "
                                + Arrays.stream(values())
                                        .map(BatchOutcome::toString)
                                        .collect(Collectors.joining(", "))));
    }

    @Override
    public String toString() {
        return text;
    }
}
