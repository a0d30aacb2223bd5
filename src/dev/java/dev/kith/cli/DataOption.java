package dev.kith.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which of the stacks on this machine a command means. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "where the data lies (default: ${DEFAULT-VALUE})",
            defaultValue = "${sys:user.home}/.kith")
    private Path path = Path.of("");

    Path path() {
        return path.toAbsolutePath().normalize();
    }
}
