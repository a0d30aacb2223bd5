package dev.kith.recommendation;

import dev.kith.recommendation.BulkEvent.Counts;
import dev.kith.web.Json;
import dev.kith.web.LineReader;
import dev.kith.web.LineWork;
import dev.kith.web.Problem;
import dev.kith.web.Problems;
import io.micronaut.core.type.Argument;
import io.micronaut.validation.validator.Validator;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import java.util.function.Consumer;

/** Takes in the sets of many profiles, line by line, and never holds more than one. */
@Singleton
final class BulkRecommendations {

    private static final Argument<BulkLine> LINE = Argument.of(BulkLine.class);

    /** As long as a set may be that comes by itself. */
    static final int MAX_LINE_LENGTH = 1_024 * 1_024;

    /** After how many lines it is told how far it has come. */
    private static final int STEP = 100;

    private final Recommendations recommendations;
    private final Json json;
    private final Validator validator;

    BulkRecommendations(Recommendations recommendations, Json json, Validator validator) {
        this.recommendations = recommendations;
        this.json = json;
        this.validator = validator;
    }

    /** One body, whose problems name the path. */
    LineWork<BulkEvent> begin(String path) {
        return new Run(path);
    }

    private final class Run implements LineWork<BulkEvent> {

        private final String path;
        private Counts counts = new Counts(0, 0, 0, 0);
        private long taken;

        Run(String path) {
            this.path = path;
        }

        @Override
        public String name() {
            return "recommendations in bulk";
        }

        @Override
        public boolean advance(LineReader lines, Consumer<BulkEvent> events) throws IOException {
            var text = lines.next();
            if (text == null) {
                events.accept(BulkEvent.progress(taken, counts, true));
                return false;
            }
            if (!text.isBlank()) {
                take(text, events);
            }
            taken++;
            if (taken % STEP == 0) {
                events.accept(BulkEvent.progress(taken, counts, false));
            }
            return true;
        }

        @Override
        public long taken() {
            return taken;
        }

        @Override
        public BulkEvent broken(Problem.Body problem) {
            return BulkEvent.broken(taken, problem);
        }

        private void take(String text, Consumer<BulkEvent> events) {
            try {
                var read = read(text);
                counts = counts.plus(recommendations.replace(read.profileId(), read.recommendations()));
            } catch (Problem problem) {
                counts = counts.plusRejected();
                events.accept(BulkEvent.rejected(taken + 1, problem.body(path, null)));
            }
        }
    }

    private BulkLine read(String text) {
        try {
            var read = json.read(text, LINE);
            var violations = validator.validate(read);
            if (!violations.isEmpty()) {
                throw Problems.of(new ConstraintViolationException(violations)).orElseThrow();
            }
            return read;
        } catch (IOException unreadable) {
            throw Problems.of(unreadable)
                    .orElseGet(() -> Problem.malformed("line", "must be JSON of the documented shape"));
        }
    }
}
