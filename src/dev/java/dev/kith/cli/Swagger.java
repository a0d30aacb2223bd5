package dev.kith.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes down what the code says of its routes. */
@Command(name = "swagger", description = "Write swagger/kith.yml anew from the code.")
final class Swagger implements Callable<Integer> {

    @Option(names = "--file", description = "Where to (${DEFAULT-VALUE}).", defaultValue = "swagger/kith.yml")
    private Path file = Path.of("swagger/kith.yml");

    @Override
    public Integer call() throws IOException {
        Files.writeString(file, OpenApi.ofCode());
        return 0;
    }
}
