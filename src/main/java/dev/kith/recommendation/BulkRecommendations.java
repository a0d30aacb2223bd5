package dev.kith.recommendation;

import dev.kith.recommendation.BulkEvent.Counts;
import dev.kith.web.Json;
import dev.kith.web.LineReader;
import dev.kith.web.Problem;
import dev.kith.web.Problems;
import io.micronaut.core.type.Argument;
import io.micronaut.validation.validator.Validator;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in the sets of many profiles, line by line, and never holds more than one. */
@Singleton
final class BulkRecommendations {

    private static final Logger LOG = LoggerFactory.getLogger(BulkRecommendations.class);
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

    /** Takes in as it is iterated. Every event follows from lines that are already stored, or rejected, for good. */
    Iterator<BulkEvent> run(InputStream body, String path) {
        return new Run(new LineReader(body, MAX_LINE_LENGTH), path);
    }

    private final class Run implements Iterator<BulkEvent> {

        private final LineReader lines;
        private final String path;
        private final Queue<BulkEvent> events = new ArrayDeque<>();
        private Counts counts = new Counts(0, 0, 0, 0);
        private long line;
        private boolean ended;

        Run(LineReader lines, String path) {
            this.lines = lines;
            this.path = path;
        }

        @Override
        public boolean hasNext() {
            return !events.isEmpty() || !ended;
        }

        @Override
        public BulkEvent next() {
            while (events.isEmpty()) {
                advance();
            }
            return events.remove();
        }

        private void advance() {
            try {
                var text = lines.next();
                if (text == null) {
                    ended = true;
                    events.add(BulkEvent.progress(line, counts, true));
                    return;
                }
                if (!text.isBlank()) {
                    take(text);
                }
                line++;
                if (line % STEP == 0) {
                    events.add(BulkEvent.progress(line, counts, false));
                }
            } catch (IOException gone) {
                ended = true;
                throw new UncheckedIOException(gone);
            } catch (RuntimeException failed) {
                ended = true;
                var known = Problems.of(failed);
                if (known.isPresent()) {
                    LOG.warn("recommendations in bulk ended after line {}: {}", line, failed.toString());
                } else {
                    LOG.error("recommendations in bulk ended after line {}", line, failed);
                }
                events.add(BulkEvent.broken(
                        line, known.orElseGet(Problems::internal).body(path, null)));
            }
        }

        private void take(String text) {
            try {
                var read = read(text);
                counts = counts.plus(recommendations.replace(read.profileId(), read.recommendations()));
            } catch (Problem problem) {
                counts = counts.plusRejected();
                events.add(BulkEvent.rejected(line + 1, problem.body(path, null)));
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
