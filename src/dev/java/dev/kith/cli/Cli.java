package dev.kith.cli;

import dev.kith.bench.Bench;
import dev.kith.drill.Drill;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What `kith` runs once the program is built. */
@Command(
        name = "kith",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        description = "The connections service.",
        subcommands = {
            Up.class,
            Down.class,
            Import.class,
            Batch.class,
            Bench.class,
            Drill.class,
            DeadLetters.class,
            AuditCommand.class,
            ReconcileCommand.class,
            GraphCommand.class,
            Swagger.class
        })
final class Cli {
    private Cli() {}

    /** What commands print is theirs alone: what is logged meanwhile goes elsewhere. */
    static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "command-logback.xml");
        System.exit(execute(arguments));
    }

    /**
     * Runs one command.
     *
     * @return 0 when it did what was asked, 1 when it could not, 2 when it was not understood
     */
    static int execute(String... arguments) {
        return execute(new CommandLine(new Cli()), arguments);
    }

    /** The same with its output going elsewhere. */
    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        return execute(new CommandLine(new Cli()).setOut(out).setErr(err), arguments);
    }

    private static int execute(CommandLine cli, String... arguments) {
        return cli.setExecutionExceptionHandler((failure, command, _) -> {
                    if (!(failure instanceof Refusal)) {
                        throw failure;
                    }
                    command.getErr().println(failure.getMessage());
                    return command.getCommandSpec().exitCodeOnExecutionException();
                })
                .execute(arguments);
    }
}
