package dev.kith.load;

import static java.util.Objects.requireNonNull;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of the LDBC Social Network Benchmark as its generator writes them: in {@code dynamic} and {@code static}, one table each,
 * perhaps in parts.
 */
public final class LdbcFolder implements AutoCloseable {
    private static final Pattern PART = Pattern.compile("(\\w+?)_\\d+_\\d+\\.csv");

    private final Map<String, List<Path>> tables = new TreeMap<>();
    private final @Nullable Path unpacked;

    private LdbcFolder(Path root, @Nullable Path unpacked) throws IOException {
        this.unpacked = unpacked;
        for (var folder : List.of("dynamic", "static")) {
            for (var file : list(root.resolve(folder))) {
                var part = PART.matcher(String.valueOf(file.getFileName()));
                if (part.matches()) {
                    tables.computeIfAbsent(part.group(1), table -> new ArrayList<>())
                            .add(file);
                }
            }
        }
    }

    /**
     * Finds them in the folder, in the one folder that lies in it, or packed in a {@code .tar.gz}, which is unpacked beside the system's other
     * temporary files.
     *
     * @throws BrokenOff when they aren't there
     */
    public static LdbcFolder open(Path path) {
        try {
            if (Files.isRegularFile(path)) {
                var unpacked = Files.createTempDirectory("kith-ldbc");
                try {
                    unpack(path, unpacked);
                    return new LdbcFolder(root(unpacked, path), unpacked);
                } catch (IOException | RuntimeException failed) {
                    delete(unpacked);
                    throw failed;
                }
            }
            return new LdbcFolder(root(path, path), null);
        } catch (IOException unreadable) {
            throw new BrokenOff("%s can't be read: %s".formatted(path, unreadable));
        }
    }

    private static Path root(Path folder, Path named) throws IOException {
        var candidates = new ArrayList<>(List.of(folder));
        candidates.addAll(list(folder));
        return candidates.stream()
                .filter(candidate -> Files.isDirectory(candidate.resolve("dynamic")))
                .findFirst()
                .orElseThrow(() -> new BrokenOff(named + " has no folder `dynamic` with the files of the benchmark"));
    }

    /** The names of all tables, in order. */
    List<String> tables() {
        return List.copyOf(tables.keySet());
    }

    /** How many bytes it takes. */
    long size(String table) {
        var size = 0L;
        try {
            for (var part : parts(table)) {
                size += Files.size(part);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return size;
    }

    /** Gives the rows of a table, less those that are malformed, which are reported. */
    void read(String table, Report report, Consumer<LdbcRow> reader) {
        for (var part : parts(table)) {
            var columns = new ArrayList<String>();
            var name = String.valueOf(part.getFileName());
            CsvFile.read(part, '|', report.progress(), row -> {
                if (columns.isEmpty()) {
                    columns.addAll(row.getFields());
                } else {
                    read(new Origin(name, row.getStartingLineNumber()), columns, row, report, reader);
                }
            });
        }
    }

    private static void read(
            Origin origin, List<String> columns, CsvRecord row, Report report, Consumer<LdbcRow> reader) {
        try {
            if (row.getFieldCount() != columns.size()) {
                throw new Malformed("must have %d columns, has %d".formatted(columns.size(), row.getFieldCount()));
            }
            reader.accept(new LdbcRow(origin, columns, row.getFields()));
        } catch (Malformed malformed) {
            report.malformed(origin, String.valueOf(malformed.getMessage()));
        }
    }

    /** How many rows a table has, well-formed or not. */
    long count(String table) {
        var count = 0L;
        for (var part : parts(table)) {
            try (var lines = Files.newBufferedReader(part)) {
                count += Math.max(0, lines.lines().count() - 1);
            } catch (IOException | UncheckedIOException unreadable) {
                throw new BrokenOff("%s can't be read: %s".formatted(part, unreadable.getMessage()));
            }
        }
        return count;
    }

    private List<Path> parts(String table) {
        return tables.getOrDefault(table, List.of());
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void unpack(Path archive, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive))))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("the archive reaches out of its folder: " + entry.getName());
                }
                if (entry.isFile()) {
                    Files.createDirectories(requireNonNull(file.getParent()));
                    Files.copy(tar, file);
                }
            }
        }
    }

    @Override
    public void close() {
        if (unpacked != null) {
            try {
                delete(unpacked);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
