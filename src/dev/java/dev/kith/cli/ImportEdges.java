package dev.kith.cli;

import dev.kith.load.EdgesImport;
import dev.kith.load.Report;
import dev.kith.load.Target;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Loads follows. Where user n owns a regular profile already, as after an import of the benchmark's persons, {@code u<n>} becomes that user's
 * second profile, of the type INFLUENCER.
 */
@Command(
        name = "edges",
        mixinStandardHelpOptions = true,
        description = {
            "Load follows from a file of lines `source,target`, packed with gzip or not.",
            "Id n becomes user n with the profile u<n>."
        })
final class ImportEdges implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "two numbers a line; the first line may name the columns")
    private Path file = Path.of("");

    @Option(names = "--from-line", paramLabel = "N", description = "go on from this line (default: the first)")
    private long fromLine = 1;

    @Mixin
    private ImportOptions options = new ImportOptions();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        if (fromLine < 1) {
            throw new ParameterException(command.commandLine(), "--from-line must be 1 or more, was " + fromLine);
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new Refusal("There is no file " + file);
        }
        var err = command.commandLine().getErr();
        var nextLine = new AtomicLong(fromLine);
        return options.run(
                command.commandLine(),
                (target, report) -> load(target, report, nextLine, err),
                () -> sayHowToGoOn(err, nextLine.get()));
    }

    private void load(Target target, Report report, AtomicLong nextLine, PrintWriter err) {
        target.greet();
        var edges = new EdgesImport(file, fromLine, options.batch(), target, report);
        var stopped = new Thread(() -> sayHowToGoOn(err, edges.nextLine()));
        Runtime.getRuntime().addShutdownHook(stopped);
        try {
            edges.run();
        } finally {
            nextLine.set(edges.nextLine());
            Runtime.getRuntime().removeShutdownHook(stopped);
        }
    }

    private void sayHowToGoOn(PrintWriter err, long line) {
        err.println("To go on, run the same command with --from-line " + line);
        err.flush();
    }
}
