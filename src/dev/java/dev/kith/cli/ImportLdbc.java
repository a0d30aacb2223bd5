package dev.kith.cli;

import dev.kith.load.LdbcFolder;
import dev.kith.load.LdbcImport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Loads a network of the LDBC Social Network Benchmark. Where user n owns a regular profile already, as after an import of edges, person n
 * becomes that user's second profile, of the type INFLUENCER.
 */
@Command(
        name = "ldbc",
        mixinStandardHelpOptions = true,
        description = {
            "Load the CSV files of the LDBC Social Network Benchmark.",
            "Person n becomes user n with the profile p<n>; friends follow each other."
        })
final class ImportLdbc implements Callable<Integer> {
    @Parameters(paramLabel = "FOLDER", description = "with dynamic/ and static/ in it; or the .tar.gz of it")
    private Path folder = Path.of("");

    @Mixin
    private ImportOptions options = new ImportOptions();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        if (!Files.isReadable(folder)) {
            throw new Refusal("There is no " + folder);
        }
        return options.run(
                command.commandLine(),
                (target, report) -> {
                    target.greet();
                    try (var files = LdbcFolder.open(folder)) {
                        new LdbcImport(files, options.batch(), target, report).run();
                    }
                },
                () -> command.commandLine().getErr().println("To go on, run the same command again."));
    }
}
