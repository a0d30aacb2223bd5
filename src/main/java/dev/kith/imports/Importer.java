package dev.kith.imports;

import dev.kith.imports.ImportEvent.Tally;
import dev.kith.imports.ImportRecord.Kind;
import dev.kith.web.LineReader;
import dev.kith.web.Problem;
import dev.kith.web.Problems;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in another system's records, line by line, in batches of one kind, and never holds more than one batch. */
@Singleton
final class Importer {

    private static final Logger LOG = LoggerFactory.getLogger(Importer.class);
    private static final int BATCH = 1_000;

    /** A record is at most this long: the longest text, four bytes a character, with room for the rest. */
    static final int MAX_LINE_LENGTH = 64 * 1_024;

    private final RecordReader records;
    private final Map<Kind, KindImport> kinds;

    Importer(RecordReader records, List<KindImport> kinds) {
        this.records = records;
        this.kinds = kinds.stream().collect(Collectors.toMap(KindImport::kind, Function.identity()));
    }

    /** Imports as it is iterated. Every event follows from lines that are already taken in, or rejected, for good. */
    Iterator<ImportEvent> run(InputStream body, String path) {
        return new Run(new LineReader(body, MAX_LINE_LENGTH), path);
    }

    private final class Run implements Iterator<ImportEvent> {

        private final LineReader lines;
        private final String path;
        private final Queue<ImportEvent> events = new ArrayDeque<>();
        private final Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);
        private final List<ImportRecord> batch = new ArrayList<>();
        private final Set<String> importIds = new HashSet<>();
        private long rejectedUnread;
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
        public ImportEvent next() {
            while (events.isEmpty()) {
                advance();
            }
            return events.remove();
        }

        /** Takes in one batch: up to {@link #BATCH} lines, or fewer where the kind changes. */
        private void advance() {
            var before = line;
            try {
                String text = null;
                for (int i = 0; i < BATCH && (text = lines.next()) != null; i++) {
                    line++;
                    if (!text.isBlank()) {
                        take(text);
                    }
                }
                flush();
                ended = text == null;
                events.add(ImportEvent.progress(line, tallies(), ended));
            } catch (RuntimeException failed) {
                ended = true;
                batch.clear();
                var known = Problems.of(failed);
                if (known.isPresent()) {
                    LOG.warn("import ended after line {}: {}", before, failed.toString());
                } else {
                    LOG.error("import ended after line {}", before, failed);
                }
                events.add(ImportEvent.broken(
                        before, known.orElseGet(Problems::internal).body(path, null)));
            } catch (IOException gone) {
                ended = true;
                throw new UncheckedIOException(gone);
            }
        }

        private void take(String text) {
            try {
                var record = records.read(line, text);
                if (!batch.isEmpty()
                        && (batch.getLast().kind() != record.kind()
                                || kindImport(record.kind()).needs(record, importIds))) {
                    flush();
                }
                batch.add(record);
                importIds.add(record.importId());
            } catch (Problem problem) {
                rejectedUnread++;
                events.add(ImportEvent.rejected(line, problem.body(path, null)));
            }
        }

        private void flush() {
            if (batch.isEmpty()) {
                return;
            }
            var kind = batch.getFirst().kind();
            var outcomes = kindImport(kind).run(batch);
            for (int i = 0; i < outcomes.size(); i++) {
                var outcome = outcomes.get(i);
                tallies.put(kind, tallies.getOrDefault(kind, new Tally(0, 0, 0)).plus(outcome));
                if (outcome instanceof ImportOutcome.Rejected(var problem)) {
                    events.add(ImportEvent.rejected(batch.get(i).line(), problem.body(path, null)));
                }
            }
            batch.clear();
            importIds.clear();
        }

        private KindImport kindImport(Kind kind) {
            var found = kinds.get(kind);
            if (found == null) {
                throw new IllegalStateException("nothing imports " + kind);
            }
            return found;
        }

        private Map<String, Tally> tallies() {
            var named = new TreeMap<String, Tally>();
            tallies.forEach((kind, tally) -> named.put(kind.name().toLowerCase(Locale.ROOT), tally));
            if (rejectedUnread > 0) {
                named.put("unreadable", new Tally(0, 0, rejectedUnread));
            }
            return named;
        }
    }
}
