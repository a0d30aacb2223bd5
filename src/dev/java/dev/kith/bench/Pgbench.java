package dev.kith.bench;

import dev.kith.bench.LoadGenerator.Calls;
import dev.kith.dev.EmbeddedStack;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.HdrHistogram.Histogram;

/** Postgres's own load generator, as the measure of everything that asks Postgres. */
final class Pgbench {
    private static final String PROGRAM = "pgbench";
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final int TIME = 2;
    private static final int EPOCH_SECONDS = 4;
    private static final int EPOCH_MICROS = 5;

    private final Path program;
    private final Map<String, String> environment;
    private final AtomicInteger runs = new AtomicInteger();

    private Pgbench(Path program, Map<String, String> environment) {
        this.program = program;
        this.environment = environment;
    }

    static boolean isProgram(String command) {
        return Path.of(command).endsWith(PROGRAM);
    }

    /** @throws BenchFailure when there is none on this machine */
    static Path program() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return find(path, DEBIAN)
                .orElseThrow(
                        () -> new BenchFailure(
                                "There is no pgbench, against which this is measured. Debian has it in the package postgresql."));
    }

    /**
     * Looks in the folders of a search path, then in Debian's, which are named by Postgres's versions, the newest first.
     *
     * @param debian the folder of those folders
     */
    static Optional<Path> find(String path, Path debian) {
        var folders = Arrays.stream(path.split(File.pathSeparator)).filter(folder -> !folder.isEmpty());
        return Stream.concat(folders.map(Path::of), versions(debian))
                .map(folder -> folder.resolve(PROGRAM))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> versions(Path debian) {
        try (var versions = Files.newDirectoryStream(debian, "[0-9]*")) {
            return list(versions).stream()
                    .sorted(Comparator.comparingInt(Pgbench::version).reversed())
                    .map(folder -> folder.resolve("bin"));
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static int version(Path folder) {
        return Integer.parseInt(String.valueOf(folder.getFileName()).split("\\D", 2)[0]);
    }

    private static List<Path> list(DirectoryStream<Path> folder) {
        return StreamSupport.stream(folder.spliterator(), false).toList();
    }

    static Pgbench against(EmbeddedStack stack, Path program) {
        var properties = stack.properties();
        var url = URI.create(
                String.valueOf(properties.get("datasources.default.url")).substring("jdbc:".length()));
        return new Pgbench(
                program,
                Map.of(
                        "PGHOST", url.getHost(),
                        "PGPORT", Integer.toString(url.getPort()),
                        "PGDATABASE", url.getPath().substring(1),
                        "PGUSER", String.valueOf(properties.get("datasources.default.username")),
                        "PGPASSWORD", String.valueOf(properties.get("datasources.default.password"))));
    }

    /**
     * Lets so many clients run a script for so long, each over and over. The script is told which run it is, from 1 on.
     *
     * @throws BenchFailure when a statement fails
     */
    Calls run(Path script, int clients, Duration time) throws IOException, InterruptedException {
        if (time.toSeconds() == 0) {
            return new Calls(new Histogram(LoadGenerator.SIGNIFICANT_DIGITS), 1);
        }
        var folder = Files.createTempDirectory("pgbench");
        try {
            var output = folder.resolve("output");
            var command = List.of(
                    program.toString(),
                    "--no-vacuum",
                    "--protocol=prepared",
                    "--file=" + script,
                    "--client=" + clients,
                    "--jobs=" + Math.min(2, clients),
                    "--time=" + time.toSeconds(),
                    "--define=clients=" + clients,
                    "--define=run=" + runs.incrementAndGet(),
                    "--define=n=0",
                    "--log",
                    "--log-prefix=" + folder.resolve("log"));
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            if (builder.start().waitFor() != 0) {
                throw new BenchFailure("pgbench failed: " + Files.readString(output));
            }
            return calls(folder);
        } finally {
            delete(folder);
        }
    }

    private static Calls calls(Path folder) throws IOException {
        try (var logs = Files.newDirectoryStream(folder, "log.*")) {
            var lines = list(logs).stream().flatMap(Pgbench::lines);
            return calls(lines);
        }
    }

    private static Stream<String> lines(Path log) {
        try {
            return Files.readAllLines(log).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a log of transactions: client, number, time in µs, script, and when it ended in s and µs. */
    static Calls calls(Stream<String> log) {
        var nanos = new Histogram(LoadGenerator.SIGNIFICANT_DIGITS);
        var begin = Long.MAX_VALUE;
        var end = Long.MIN_VALUE;
        for (var line : (Iterable<String>) log::iterator) {
            var fields = line.split(" ", -1);
            if (!Character.isDigit(fields[TIME].charAt(0))) {
                throw new BenchFailure("pgbench had a transaction fail: " + line);
            }
            var micros = Long.parseLong(fields[TIME]);
            var ended = TimeUnit.SECONDS.toMicros(Long.parseLong(fields[EPOCH_SECONDS]))
                    + Long.parseLong(fields[EPOCH_MICROS]);
            nanos.recordValue(TimeUnit.MICROSECONDS.toNanos(micros));
            begin = Math.min(begin, ended - micros);
            end = Math.max(end, ended);
        }
        if (end < begin) {
            throw new BenchFailure("pgbench ran no transaction");
        }
        return new Calls(nanos, TimeUnit.MICROSECONDS.toNanos(end - begin));
    }

    /** With the files in it. */
    static void delete(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
