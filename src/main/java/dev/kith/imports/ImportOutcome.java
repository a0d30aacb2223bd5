package dev.kith.imports;

import dev.kith.web.Problem;

/** What came of one record. */
sealed interface ImportOutcome {

    record Created() implements ImportOutcome {}

    /** It is there from an earlier time. */
    record Existing() implements ImportOutcome {}

    record Rejected(Problem problem) implements ImportOutcome {}
}
