package dev.kith.dev;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The folder with everything that a stack keeps. One process works on it at a time. */
public final class DataFolder implements AutoCloseable {
    private static final List<String> STORES = List.of("postgres", "neo4j", "redis", "sqs", "s3");
    private static final Duration GLANCE = Duration.ofMillis(500);

    /**
     * What this very process has taken. Asked first because, by the rules of POSIX locks, merely opening and closing the
     * file a second time would give the lock away.
     */
    private static final Set<Path> TAKEN_HERE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileLock lock;

    private DataFolder(Path path, FileLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Takes the folder until {@link #close} or the end of this process, making it when absent.
     *
     * @throws Taken when another stack works on it
     */
    public static DataFolder take(Path data) {
        try {
            Files.createDirectories(data);
            var path = data.toRealPath();
            if (!TAKEN_HERE.add(path)) {
                throw new Taken(path);
            }
            var lock = lock(path);
            if (lock == null) {
                TAKEN_HERE.remove(path);
                throw new Taken(path);
            }
            return new DataFolder(path, lock);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use the folder " + data, e);
        }
    }

    /** Whether a process, this one or another, works on the folder now. */
    public static boolean isTaken(Path data) {
        if (!Files.isRegularFile(data.resolve("lock"))) {
            return false;
        }
        try (var folder = take(data)) {
            return folder == null;
        } catch (Taken e) {
            return true;
        }
    }

    /** Tries for a moment: who only looks whether the folder is taken holds the lock for an instant too. */
    private static @Nullable FileLock lock(Path path) throws IOException {
        var channel = FileChannel.open(path.resolve("lock"), CREATE, WRITE);
        for (var end = System.nanoTime() + GLANCE.toNanos(); ; Pause.briefly()) {
            try {
                var lock = channel.tryLock();
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException e) {
                // held by another class loader of this process
            }
            if (System.nanoTime() > end) {
                channel.close();
                return null;
            }
        }
    }

    public Path path() {
        return path;
    }

    /** Deletes what the servers stored, and nothing else that may lie in the folder. */
    public void empty() {
        for (var store : STORES) {
            try {
                delete(path.resolve(store));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot empty " + path.resolve(store), e);
            }
        }
    }

    /** A folder in this one, readable by its owner only. */
    Path folder(String name) {
        return make(path.resolve(name));
    }

    /** Where unpacked programs lie: in this folder, or in one that stacks share, named by the property {@code kith.programs}. */
    Path programs() {
        var shared = System.getProperty("kith.programs");
        return shared == null ? folder("programs") : make(Path.of(shared).toAbsolutePath());
    }

    private static Path make(Path folder) {
        try {
            return Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the folder " + folder, e);
        }
    }

    /** What a server writes to its output. */
    Path log(String server) {
        return folder("logs").resolve(server + ".log");
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() {
        try {
            lock.acquiredBy().close();
            TAKEN_HERE.remove(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another stack works on the folder. */
    public static final class Taken extends RuntimeException {
        Taken(Path folder) {
            super("Another process works on " + folder);
        }
    }
}
