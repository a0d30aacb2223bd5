package dev.kith.dev;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Programs that come packed. */
final class Archive {
    private Archive() {}

    /** Unpacks a {@code .tar.xz} into a folder that appears only when it is whole; one that is there is left alone. */
    static synchronized void unpack(Packed archive, Path programs, String name) throws IOException {
        if (Files.exists(programs.resolve(name))) {
            return;
        }
        var whole = Files.createTempDirectory(programs, "unpacking");
        try (var tar = new TarArchiveInputStream(new XZInputStream(archive.open()))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var file = whole.resolve(entry.getName()).normalize();
                if (!file.startsWith(whole)) {
                    throw new IOException("The archive reaches out of its folder: " + entry.getName());
                }
                Files.createDirectories(entry.isDirectory() ? file : requireNonNull(file.getParent()));
                if (entry.isDirectory()) {
                    continue;
                }
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, file);
                    if ((entry.getMode() & 0100) != 0) {
                        makeExecutable(file);
                    }
                }
            }
        }
        Files.move(whole, programs.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void makeExecutable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Where the packed program is read from. */
    @FunctionalInterface
    interface Packed {
        InputStream open() throws IOException;
    }
}
