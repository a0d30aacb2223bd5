package dev.kith.cli;

import dev.kith.dev.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A service that `kith up` started and that is ready.
 *
 * @param pid its process, which has the servers as children
 * @param url where it answers, without a slash at the end
 */
public record RunningKith(long pid, URI url) {
    private static final Pattern WRITTEN = Pattern.compile("\\{\"pid\": (\\d+), \"url\": \"([^\"]+)\"}\\s*");

    /** The one on that data folder. What a killed one left behind does not count. */
    public static Optional<RunningKith> find(Path data) {
        return DataFolder.isTaken(data) ? written(data) : Optional.empty();
    }

    /** What was written last, by a process that may have gone since. */
    static Optional<RunningKith> written(Path data) {
        try {
            var written = WRITTEN.matcher(Files.readString(file(data)));
            return written.matches()
                    ? Optional.of(new RunningKith(Long.parseLong(written.group(1)), URI.create(written.group(2))))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(DataFolder data) throws IOException {
        var written = Files.createTempFile(data.path(), "kith", null);
        Files.writeString(written, "{\"pid\": %d, \"url\": \"%s\"}\n".formatted(pid, url));
        Files.move(written, file(data.path()), StandardCopyOption.ATOMIC_MOVE);
    }

    static void erase(DataFolder data) throws IOException {
        Files.deleteIfExists(file(data.path()));
    }

    private static Path file(Path data) {
        return data.resolve("kith.json");
    }
}
