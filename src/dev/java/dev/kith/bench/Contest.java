package dev.kith.bench;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A subject, and what it is measured against.
 *
 * @param target how many times the rate of the other it is meant to reach; null where nothing is asked of it
 */
record Contest(Subject subject, Subject baseline, @Nullable Double target) {

    /** Of all contests, those of one beside each other. */
    static List<Subject> subjects(List<Contest> contests) {
        return contests.stream()
                .flatMap(contest -> Stream.of(contest.subject(), contest.baseline()))
                .toList();
    }

    Figure ratio(List<Report.Row> rows) {
        return ratio(rows, subject.name());
    }

    /** The same where the subject is measured against several. */
    Figure ratio(List<Report.Row> rows, String name) {
        return Figure.ratio(name, row(subject, rows), row(baseline, rows), target);
    }

    static Report.Row row(Subject subject, List<Report.Row> rows) {
        return rows.stream()
                .filter(row -> row.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }
}
