package dev.kith.audit;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * One time that an audit was made.
 *
 * @param params what it was told, as JSON, less what is the case anyway
 * @param names of the columns, as JSON
 * @param found the rows, as JSON
 * @param newRows the numbers of those that the last run before, told the same, had not found, as JSON
 * @param truncated whether there is more
 * @param failure why there is no answer, where there is none: it took too long, or too much memory
 */
@MappedEntity("audit_run")
record AuditRunRow(
        @Id long id,
        String audit,
        String params,
        int durationMs,
        String names,
        String found,
        int rowCount,
        String newRows,
        int newCount,
        boolean truncated,
        boolean passed,
        @Nullable String failure) {

    /** What an audit is told by the clock. */
    static final String NOTHING = "{}";
}
