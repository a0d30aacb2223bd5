package dev.kith.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The password of all servers of one data folder, made at random and kept there: loopback ports are open to every user
 * of the machine and, through a browser, to any page one of them reads.
 */
final class Secret {
    private Secret() {}

    static String of(DataFolder data) {
        var file = data.path().resolve("secret");
        try {
            if (!Files.exists(file)) {
                var bytes = new byte[16];
                new SecureRandom().nextBytes(bytes);
                var written = Files.createTempFile(data.path(), "secret", null);
                Files.writeString(written, HexFormat.of().formatHex(bytes));
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the servers' password in " + file, e);
        }
    }
}
