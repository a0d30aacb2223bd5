package dev.kith.imports;

import dev.kith.imports.ImportEvent.Tally;
import dev.kith.imports.ImportRecord.Kind;
import dev.kith.web.LineReader;
import dev.kith.web.LineWork;
import dev.kith.web.Problem;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Takes in another system's records, line by line, in batches of one kind, and never holds more than one batch. */
@Singleton
final class Importer {

    private static final int BATCH = 1_000;

    /** A record is at most this long: the longest text, four bytes a character, with room for the rest. */
    static final int MAX_LINE_LENGTH = 64 * 1_024;

    private final RecordReader records;
    private final Map<Kind, KindImport> kinds;

    Importer(RecordReader records, List<KindImport> kinds) {
        this.records = records;
        this.kinds = kinds.stream().collect(Collectors.toMap(KindImport::kind, Function.identity()));
    }

    /** One import, whose problems name the path. */
    LineWork<ImportEvent> begin(String path) {
        return new Run(path);
    }

    private final class Run implements LineWork<ImportEvent> {

        private final String path;
        private final Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);
        private final List<ImportRecord> batch = new ArrayList<>();
        private final Set<String> importIds = new HashSet<>();
        private long rejectedUnread;
        private long line;
        private long taken;

        Run(String path) {
            this.path = path;
        }

        @Override
        public String name() {
            return "import";
        }

        /** Takes in one batch: up to {@link #BATCH} lines, or fewer where the kind changes. */
        @Override
        public boolean advance(LineReader lines, Consumer<ImportEvent> events) throws IOException {
            String text = null;
            for (int i = 0; i < BATCH && (text = lines.next()) != null; i++) {
                line++;
                if (!text.isBlank()) {
                    take(text, events);
                }
            }
            flush(events);
            taken = line;
            events.accept(ImportEvent.progress(line, tallies(), text == null));
            return text != null;
        }

        @Override
        public long taken() {
            return taken;
        }

        @Override
        public ImportEvent broken(Problem.Body problem) {
            return ImportEvent.broken(taken, problem);
        }

        private void take(String text, Consumer<ImportEvent> events) {
            try {
                var record = records.read(line, text);
                if (!batch.isEmpty()
                        && (batch.getLast().kind() != record.kind()
                                || kindImport(record.kind()).needs(record, importIds))) {
                    flush(events);
                }
                batch.add(record);
                importIds.add(record.importId());
            } catch (Problem problem) {
                rejectedUnread++;
                events.accept(ImportEvent.rejected(line, problem.body(path, null)));
            }
        }

        private void flush(Consumer<ImportEvent> events) {
            if (batch.isEmpty()) {
                return;
            }
            var kind = batch.getFirst().kind();
            var outcomes = kindImport(kind).run(batch);
            for (int i = 0; i < outcomes.size(); i++) {
                var outcome = outcomes.get(i);
                tallies.put(kind, tallies.getOrDefault(kind, new Tally(0, 0, 0)).plus(outcome));
                if (outcome instanceof ImportOutcome.Rejected(var problem)) {
                    events.accept(ImportEvent.rejected(batch.get(i).line(), problem.body(path, null)));
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
