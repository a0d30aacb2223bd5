package dev.kith.dev;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Commands that do not hear the Ctrl-C meant for their parent, nor the closing of its terminal. */
public final class Terminal {
    private Terminal() {}

    /** The command in a session of its own, where the system offers one. */
    public static List<String> apart(String... command) {
        List<String> session = onPath("setsid").isPresent()
                ? List.of("setsid")
                : onPath("perl").isPresent()
                        ? List.of("perl", "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV")
                        : List.of();
        return Stream.concat(session.stream(), Stream.of(command)).toList();
    }

    static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
