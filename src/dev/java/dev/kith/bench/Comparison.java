package dev.kith.bench;

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
 * @param rest nobody calls until it is over, after each turn; what a subject leaves to be done later is done then, and counts as its own
 */
record Comparison(LoadGenerator load, Duration warmUp, int rounds, Duration turn, Rest rest) {

    /** Returns when it is over. */
    @FunctionalInterface
    interface Rest {
        void take() throws IOException, InterruptedException;
    }

    List<Report.Row> of(List<Subject> subjects) throws IOException, InterruptedException {
        var measured = new LinkedHashMap<Subject, List<Round>>();
        for (var subject : subjects) {
            load.run(subject, warmUp);
            rest.take();
            measured.put(subject, new ArrayList<>());
        }
        for (int i = 0; i < rounds; i++) {
            for (var taken : measured.entrySet()) {
                taken.getValue().add(turn(taken.getKey()));
            }
        }
        return measured.entrySet().stream()
                .map(taken -> new Report.Row(taken.getKey(), Round.median(taken.getValue())))
                .toList();
    }

    private Round turn(Subject subject) throws IOException, InterruptedException {
        try (var cpu = subject.asked() instanceof Asked.Postgres ? CpuMeter.startLooking() : CpuMeter.start()) {
            var calls = load.run(subject, turn);
            rest.take();
            return Round.of(calls, cpu.used());
        }
    }
}
