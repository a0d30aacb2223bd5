package dev.kith.bench;

import dev.kith.bench.LoadGenerator.Round;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Measures subjects side by side: each is warmed up, then all take turns, so that what else the machine does meets all of them alike.
 *
 * @param warmUp how long each is called before
 * @param turn how long it is measured each time
 */
record Comparison(LoadGenerator load, Duration warmUp, int rounds, Duration turn) {
    List<Report.Row> of(List<Subject> subjects) throws IOException, InterruptedException {
        var measured = new LinkedHashMap<Subject, List<Round>>();
        for (var subject : subjects) {
            load.run(subject.requests(), subject.callers(), warmUp);
            measured.put(subject, new ArrayList<>());
        }
        for (int i = 0; i < rounds; i++) {
            for (var taken : measured.entrySet()) {
                var subject = taken.getKey();
                taken.getValue().add(load.run(subject.requests(), subject.callers(), turn));
            }
        }
        return measured.entrySet().stream()
                .map(taken -> new Report.Row(taken.getKey(), Round.median(taken.getValue())))
                .toList();
    }
}
