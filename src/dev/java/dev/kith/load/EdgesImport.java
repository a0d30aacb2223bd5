package dev.kith.load;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Reads follows from lines of {@code source,target}, two numbers; the first line may name the columns. Id n is user n with the profile
 * {@code u<n>}, which is made when n first comes by.
 *
 * <p>At any time there is one chunk of follows under way and the next one being read, so it takes the same memory however long the file is.
 */
public final class EdgesImport {
    private final Path file;
    private final String name;
    private final Target target;
    private final Report report;
    private final int chunk;
    private final Records records = new Records();
    private final SeenIds seen = new SeenIds();
    private final List<Line> profiles = new ArrayList<>();
    private final List<Line> follows = new ArrayList<>();
    private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);
    private long read;
    private volatile long through;

    /**
     * @param fromLine where to begin, counted from 1
     * @param chunk how many follows go in one request
     */
    public EdgesImport(Path file, long fromLine, int chunk, Target target, Report report) {
        this.file = file;
        this.name = String.valueOf(file.getFileName());
        this.target = target;
        this.report = report;
        this.chunk = chunk;
        this.through = fromLine - 1;
    }

    /** The line to begin with next time: all before it are in the service, or told to be wrong. */
    public long nextLine() {
        return through + 1;
    }

    /**
     * Reads the file to its end.
     *
     * @throws BrokenOff when it did not come so far
     */
    public void run() {
        try {
            report.progress().expect(Files.size(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        try {
            CsvFile.read(file, ',', report.progress(), this::read);
            send();
        } finally {
            underWay.exceptionally(failed -> null).join();
        }
        await();
    }

    private void read(CsvRecord row) {
        var line = row.getStartingLineNumber();
        if (line <= through || FollowLine.isHeader(row)) {
            return;
        }
        read = line;
        var origin = new Origin(name, line);
        try {
            var follow = FollowLine.of(row);
            follows.add(
                    records.follow(origin, profile(origin, follow.source()), profile(origin, follow.target()), null));
        } catch (Malformed malformed) {
            report.malformed(origin, String.valueOf(malformed.getMessage()));
        }
        if (follows.size() == chunk) {
            send();
        }
    }

    /** Of the profile with this number, unless its user owned one before. */
    public static String handle(long id) {
        return "u" + id;
    }

    /** Answers the import id of the profile with this number. */
    private String profile(Origin origin, long id) {
        var importId = handle(id);
        if (seen.add(id)) {
            profiles.add(records.numbered(origin, id));
        }
        return importId;
    }

    /** The profiles come first; meanwhile the follows before these may still be under way. */
    private void send() {
        target.take(List.copyOf(profiles));
        profiles.clear();
        await();
        var lines = List.copyOf(follows);
        follows.clear();
        var last = read;
        underWay = CompletableFuture.runAsync(() -> {
            target.take(lines);
            through = Math.max(through, last);
        });
    }

    private void await() {
        try {
            underWay.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof BrokenOff brokenOff ? brokenOff : failed;
        }
    }
}
